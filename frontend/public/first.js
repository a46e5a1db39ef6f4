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
  const views = list === undefined ? [] : JSON.parse(list);
  const view = views.find((one) => new RegExp(`^/${one.path.replace(/:\w+/g, "[^/]+")}/?$`).test(path));
  for (const file of view === undefined ? [] : [...view.files, ...(view.words[language] ?? [])]) {
    const link = document.createElement("link");
    if (file.endsWith(".css")) Object.assign(link, { rel: "preload", as: "style", crossOrigin: "" });
    else link.rel = "modulepreload";
    link.href = `/${file}`;
    document.head.append(link);
  }

  // answers that the page takes from here (src/lib/api/ahead.ts): the picture of works that nothing was done to yet
  const asked = (globalThis.asked = {});
  const ask = (url, body) => {
    const text = body === undefined ? "" : JSON.stringify(body);
    const sent = { method: "POST", body: text, headers: { "Content-Type": "application/json" } };
    const answer = body === undefined ? fetch(url) : fetch(url, sent);
    asked[`${body === undefined ? "GET" : "POST"} ${url} ${text}`] = answer;
    return answer;
  };
  const read = (answer) => answer.clone().json(); // the page reads it, too
  const pass = () => undefined; // what fails here the page meets, and tells
  const params = new URLSearchParams(search);
  const works = (params.get("works") ?? "").split(",");
  const plain =
    params.size === 1 &&
    works.every((id, place) => /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(id) && works.indexOf(id) === place);
  if (plain && path === "/map" && works.length >= 2 && works.length <= 8)
    ask("/api/gan/v1/maps", { landmarks: works.map((artwork) => ({ artwork })) })
      .then(read)
      .then(({ id }) => id && ask(`/api/gan/v1/maps/${id}/points/512,512.jpg?size=256`))
      .catch(pass);
  if (plain && path === "/blend" && works.length <= 8)
    ask("/api/gan/v1/blends", {
      parts: works.map((artwork) => ({ artwork, weight: 50 })),
      variation: null,
      directions: [],
      more_like: [],
      less_like: [],
      truncation: 1,
      size: 256,
    })
      .then(read)
      .then(({ recipe }) => recipe && ask(`/api/gan/v1/images/${recipe}.jpg`))
      .catch(pass);
})();
