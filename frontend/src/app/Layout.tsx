// What surrounds every view: header, the view itself, the chosen works, the foot.
import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { Link, NavigationType, useLocation, useNavigationType } from "react-router";
import { WorksTray } from "@/components/WorksTray";
import { useMessages } from "@/lib/i18n/catalogue";
import { Header } from "./Header";
import styles from "./Layout.module.css";
import { appMessages } from "./messages";

interface Props {
  /** Another view is on its way. */
  waiting: boolean;
  children: ReactNode;
}

export function Layout({ waiting, children }: Props) {
  const t = useMessages(appMessages);
  const main = useRef<HTMLElement>(null);
  const location = useLocation();
  const { pathname } = location;
  const [first] = useState(location);
  const back = useNavigationType() === NavigationType.Pop && location !== first;
  const seen = useRef(pathname);
  useEffect(() => {
    // a new view is read from its beginning; a new state of the same view leaves the focus where it is
    if (seen.current === pathname) return;
    seen.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <div className={styles.house}>
      <a className={styles.skip} href="#content">
        {t.skip}
      </a>
      <Header />
      <main
        ref={main}
        id="content"
        className={styles.main}
        tabIndex={-1}
        aria-busy={waiting}
        data-back={back}
      >
        <Suspense>{children}</Suspense>
      </main>
      <WorksTray />
      <footer className={styles.foot}>
        <p>{t.foot}</p>
        <p>
          <Link to="/about">{t.howItWorks}</Link>
          {" · "}
          <Link to="/verify">{t.verify}</Link>
        </p>
      </footer>
    </div>
  );
}
