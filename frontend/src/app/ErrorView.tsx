// Where no view is, or one broke: what happened, and the ways on.
import { isRouteErrorResponse, Link, useRouteError } from "react-router";
import controls from "@/components/controls.module.css";
import styles from "./ErrorView.module.css";

export function NotFoundView() {
  return (
    <div className={styles.view}>
      <title>Not here – Gen Studio</title>
      <h1>There is nothing at this address</h1>
      <p>The link may be old, or a letter of it lost. The works are all still here.</p>
      <Ways />
    </div>
  );
}

export function ErrorView() {
  const failure = useRouteError();
  if (isRouteErrorResponse(failure) && failure.status === 404) return <NotFoundView />;
  return (
    <div className={styles.view} role="alert">
      <title>Something broke – Gen Studio</title>
      <h1>This view could not be shown</h1>
      <p>
        Loading it again often helps, for instance after the studio was renewed. It said:{" "}
        {failure instanceof Error ? failure.message : "nothing"}
      </p>
      <button
        type="button"
        className={controls.strong}
        onClick={() => {
          window.location.reload();
        }}
      >
        Load again
      </button>
      <Ways />
    </div>
  );
}

function Ways() {
  return (
    <p>
      <Link to="/">Choose works for a map</Link>, or <Link to="/search">search the collection</Link>.
    </p>
  );
}
