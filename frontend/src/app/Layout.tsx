// What surrounds every view: header, the view itself, the chosen works, the foot.
import { useEffect, useRef } from "react";
import { Link, Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router";
import { WorksTray } from "@/components/WorksTray";
import { Header } from "./Header";
import styles from "./Layout.module.css";

export function Layout() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const seen = useRef(pathname);
  const waiting = useNavigation().state === "loading";
  useEffect(() => {
    // a new view is read from its beginning; a new state of the same view leaves the focus where it is
    if (seen.current === pathname) return;
    seen.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className={styles.house}>
      <a className={styles.skip} href="#content">
        Skip to the content
      </a>
      <Header />
      <main ref={main} id="content" className={styles.main} tabIndex={-1} aria-busy={waiting}>
        <Outlet />
      </main>
      <WorksTray />
      <footer className={styles.foot}>
        <p>
          Facts and pictures of works come from open museum collections; each work’s page names its museum and
          licence. What the generator draws is marked so, and is no object of any collection.
        </p>
        <p>
          <Link to="/about">How it works</Link>
        </p>
      </footer>
      <ScrollRestoration />
    </div>
  );
}
