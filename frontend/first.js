// Before the first paint: the language and its direction from the address or the stored choice, and the chosen room; and
// the files and the picture of the view that the address opens, asked for before the code that would ask is there.
"use strict";
(() => {
  const directions = { en: "ltr", fr: "ltr", nl: "ltr", ar: "rtl" };
  const html = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const { pathname, search, hash } = location;
  const named = /^\/([a-z]{2})(?=\/|$)/.exec(pathname)?.[1];
  const inAddress = named !== undefined && named in directions ? named : null;
  const wished = [kept("gen-studio.language"), ...navigator.languages].map((one) => (one ?? "").slice(0, 2));
  const language = inAddress ?? wished.find((one) => one in directions) ?? "en";
  // English has no prefix, the others always have
  const path = (inAddress === null ? pathname : pathname.slice(3)) || "/";
  const address = language === "en" ? path : `/${language}${path === "/" ? "" : path}`;
  if (address !== pathname) history.replaceState(history.state, "", address + search + hash);
  html.lang = language;
  html.dir = directions[language];
  const room = kept("gen-studio.room");
  if (room === "light" || room === "dark") html.dataset.room = room;

  const list = document.getElementById("first")?.textContent;
  const { views, words } = list === undefined ? { views: [], words: {} } : JSON.parse(list);
  const view = views.find((one) => new RegExp(`^/${one.path.replace(/:\w+/g, "[^/]+")}/?$`).test(path));
  for (const file of view === undefined ? [] : [...view.files, ...(words[language] ?? [])]) {
    const link = document.createElement("link");
    if (file.endsWith(".css")) Object.assign(link, { rel: "preload", as: "style", crossOrigin: "" });
    else Object.assign(link, { rel: "modulepreload", fetchPriority: "low" });
    link.href = `/${file}`;
    document.head.append(link);
  }

  // answers that the page takes from here (src/lib/api/ahead.ts), where the address says no more than which works
  const asked = (globalThis.asked = {});
  const ask = (url, body) => {
    const text = body === undefined ? "" : JSON.stringify(body);
    const sent = { method: "POST", body: text, headers: { "Content-Type": "application/json" } };
    const answer = body === undefined ? fetch(url) : fetch(url, sent);
    answer.catch(() => undefined); // the page meets it again, and tells
    asked[`${body === undefined ? "GET" : "POST"} ${url} ${text}`] = answer;
    return answer;
  };
  const then = (answer, next) => {
    answer
      .then((come) => come.clone().json()) // the page reads it, too
      .then(next)
      .catch(() => undefined);
  };
  const drawn = (blend) => {
    then(ask("/api/gan/v1/blends", blend), ({ recipe }) => recipe && ask(`/api/gan/v1/images/${recipe}.jpg`));
  };
  const size = 256;
  const [, work, other] = /^\/artworks\/([\w.-]+)(?:\/to\/([\w.-]+))?\/?$/.exec(path) ?? [];
  if (work !== undefined && search === "") {
    const facts = `/api/search/v1/artworks/${work}`;
    ask(facts);
    if (other !== undefined) {
      ask(`/api/search/v1/artworks/${other}`);
      ask(`${facts}/connections/${other}`);
    } else {
      const href = `/api/gan/v1/artworks/${work}/rendering.jpg?size=${size}`;
      const picture = { rel: "preload", as: "image", href, fetchPriority: "high" };
      document.head.append(Object.assign(document.createElement("link"), picture));
    }
  }
  const params = new URLSearchParams(search);
  const works = (params.get("works") ?? "").split(",");
  const apart = works.every((id, place) => /^\w[\w.-]{0,99}$/.test(id) && works.indexOf(id) === place);
  if (params.size !== 1 || !apart || works.length > 8) return;
  if (path === "/map" && works.length > 1) {
    const map = ask("/api/gan/v1/maps", { landmarks: works.map((artwork) => ({ artwork })) });
    then(map, ({ id }) => id && ask(`/api/gan/v1/maps/${id}/points/512,512.jpg?size=${size}`));
  }
  if (path === "/walk" && works.length > 1) {
    const parts = [{ artwork: works[0], weight: 1 }];
    drawn({ parts, more_like: [], less_like: [], directions: [], size });
  }
  if (path === "/blend") {
    const parts = works.map((artwork) => ({ artwork, weight: 50 }));
    drawn({ parts, variation: null, directions: [], more_like: [], less_like: [], truncation: 1, size });
  }
})();
