// The first view: what this is, an example of it, and a shelf from which to choose works.
import { Example } from "./Example";
import styles from "./EnterView.module.css";
import { Shelf } from "./Shelf";

export function EnterView() {
  return (
    <>
      <title>Gen Studio</title>
      <section className={styles.opening}>
        <h1>Choose a few artworks and walk through the space between them</h1>
        <div className={styles.words}>
          <p>
            A generator has looked at thousands of works from open museum collections and has learnt to draw
            what might lie between them.
          </p>
          <p>
            The works and their facts are real; every picture marked{" "}
            <span className={styles.made}>in this blue</span> is drawn by the generator and is no object of
            any collection.
          </p>
        </div>
      </section>
      <Example />
      <Shelf />
    </>
  );
}
