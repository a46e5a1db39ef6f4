// The name of the house and its rooms, the languages, the light; the chosen works come along.
import { useRef, useState } from "react";
import { Link, NavLink, useLocation } from "react-router";
import { useMessages } from "@/lib/i18n/catalogue";
import { useWorks } from "@/lib/url/use-works";
import { address } from "@/lib/url/works";
import styles from "./Header.module.css";
import { LanguageSwitch } from "./LanguageSwitch";
import { appMessages } from "./messages";
import { RoomSwitch } from "./RoomSwitch";
import { VIEWS } from "./views";

export function Header() {
  const t = useMessages(appMessages);
  const { works } = useWorks();
  const { pathname } = useLocation();
  const [openAt, setOpenAt] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  // a menu that led somewhere is done
  const open = openAt === pathname;
  const along = works.length === 0 ? {} : { works: works.join(",") };
  return (
    <header
      className={styles.header}
      data-open={open}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpenAt(null);
        button.current?.focus(); // what had it is hidden now
      }}
    >
      <Link className={styles.name} to={address("/", along)}>
        Gen Studio
      </Link>
      <button
        ref={button}
        type="button"
        className={styles.menu}
        aria-expanded={open}
        aria-controls="rooms"
        onClick={() => {
          setOpenAt(open ? null : pathname);
        }}
      >
        {open ? t.close : t.menu}
      </button>
      <div id="rooms" className={styles.panel}>
        <nav aria-label={t.main}>
          <ul className={styles.rooms}>
            {VIEWS.map(
              ({ path, room }) =>
                room !== undefined && (
                  <li key={path}>
                    <NavLink className={styles.room ?? ""} to={address(`/${path}`, along)}>
                      {t.rooms[room]}
                    </NavLink>
                  </li>
                ),
            )}
          </ul>
        </nav>
        <div className={styles.tools}>
          <LanguageSwitch />
          <RoomSwitch />
        </div>
      </div>
    </header>
  );
}
