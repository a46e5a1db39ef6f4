// The same view in another language: links, as each language has its own address.
import { useLocation } from "react-router";
import { useMessages } from "@/lib/i18n/catalogue";
import { addressIn, LANGUAGE_NAMES, LANGUAGES, pageLanguage, rememberLanguage } from "@/lib/i18n/languages";
import { appMessages } from "./messages";
import styles from "./Header.module.css";

const SHORT = { en: "EN", fr: "FR", nl: "NL", ar: "ع" } as const;

export function LanguageSwitch() {
  const t = useMessages(appMessages);
  // drawn anew at every step, for the address that the links lead to
  useLocation();
  return (
    <ul className={styles.languages} aria-label={t.language}>
      {LANGUAGE_NAMES.map((language) => (
        <li key={language}>
          <a
            href={addressIn(language, window.location)}
            lang={language}
            hrefLang={language}
            title={LANGUAGES[language].name}
            aria-label={LANGUAGES[language].name}
            aria-current={language === pageLanguage() ? "true" : undefined}
            onClick={() => {
              rememberLanguage(language);
            }}
          >
            {SHORT[language]}
          </a>
        </li>
      ))}
    </ul>
  );
}
