import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Something that is not taken back: it is done when it is pressed, read what follows of it, and pressed again. */
export function AskedTwice({
  label,
  about,
  sure,
  yes,
  isPending,
  onDo,
}: {
  readonly label: string;
  /** What of, for whoever hears the page. */
  readonly about: string;
  readonly sure: string;
  readonly yes: string;
  readonly isPending: boolean;
  readonly onDo: () => void;
}) {
  const { t } = useTranslation();
  const [isSure, setSure] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <>
      {/* Always there: a region that comes with its words is not read out. */}
      <p role="status" className={isSure ? 'w-100 mb-0' : 'visually-hidden'}>
        {isSure && sure}
      </p>
      <button
        ref={opener}
        type="button"
        className={isSure ? 'btn btn-danger' : 'btn btn-outline-primary'}
        aria-label={`${isSure ? yes : label}: ${about}`}
        disabled={isPending}
        onClick={({ detail }) => {
          if (!isSure) setSure(true);
          // The second of a double click is no answer to what appeared between the two.
          else if (detail < 2) onDo();
        }}
      >
        {isSure ? yes : label}
      </button>
      {isSure && (
        <button
          type="button"
          className="btn btn-outline-primary"
          onClick={() => {
            setSure(false);
            // This button goes, and the focus with it.
            opener.current?.focus();
          }}
        >
          {t('asked.no')}
        </button>
      )}
    </>
  );
}
