// Before the first paint: the language and its direction from the address or the stored choice, and the chosen room; and
// the files of the view that the address opens, asked for before the code that would ask for them is there.
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
})();
