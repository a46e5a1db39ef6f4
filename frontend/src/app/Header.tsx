// The name of the house and its three rooms; the chosen works come along.
import { Link, NavLink } from "react-router";
import { useWorks } from "@/lib/url/use-works";
import { address } from "@/lib/url/works";
import styles from "./Header.module.css";

const ROOMS = [
  { path: "/", name: "Explore" },
  { path: "/search", name: "Search" },
  { path: "/about", name: "About" },
];

export function Header() {
  const { works } = useWorks();
  const along = works.length === 0 ? {} : { works: works.join(",") };
  return (
    <header className={styles.header}>
      <Link className={styles.name} to={address("/", along)}>
        Gen Studio
      </Link>
      <nav aria-label="Main">
        <ul className={styles.rooms}>
          {ROOMS.map(({ path, name }) => (
            <li key={path}>
              <NavLink className={styles.room ?? ""} to={address(path, along)} end={path === "/"}>
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
