// The view that the router shows, in the house; where one breaks, the house stays, and says so.
import { Component, type ReactNode, startTransition, useEffect, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Route, Router, Routes } from "react-router";
import { ErrorView, NotFoundView } from "./ErrorView";
import { Layout } from "./Layout";
import { arrive } from "./places";
import { BASE, type Shown, type StudioRouter } from "./router";

export function Studio({ router }: { router: StudioRouter }) {
  const [shown, setShown] = useState(router.shown);
  useEffect(() => {
    return router.subscribe((next, atOnce) => {
      const show = () => {
        setShown(next);
      };
      if (atOnce) flushSync(show);
      else startTransition(show);
    });
  }, [router]);
  const { location, came, waiting, stay } = shown;
  useLayoutEffect(() => {
    arrive(location.key, location.hash, stay);
  }, [location, stay]);
  return (
    <Router basename={BASE} location={location} navigationType={came} navigator={router.navigator}>
      <Guard at={location.key}>
        <Layout waiting={waiting}>
          <Guard at={location.key}>
            <Open shown={shown} />
          </Guard>
        </Layout>
      </Guard>
    </Router>
  );
}

function Open({ shown: { path, View, failure } }: { shown: Shown }) {
  if (failure !== null) return <ErrorView failure={failure} />;
  return (
    <Routes>
      <Route path={path} element={View === null ? <NotFoundView /> : <View />} />
    </Routes>
  );
}

interface Held {
  readonly failure: unknown;
  readonly at: string;
}

/** Says what broke inside, until one goes elsewhere. */
class Guard extends Component<{ at: string; children: ReactNode }, Held> {
  override state: Held = { failure: null, at: this.props.at };

  static getDerivedStateFromError(failure: unknown): Partial<Held> {
    return { failure };
  }

  static getDerivedStateFromProps({ at }: { at: string }, held: Held): Held | null {
    return at === held.at ? null : { failure: null, at };
  }

  override render(): ReactNode {
    return this.state.failure === null ? this.props.children : <ErrorView failure={this.state.failure} />;
  }
}
