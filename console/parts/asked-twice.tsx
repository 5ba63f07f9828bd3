import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * Something that is not taken back: it is done when it is pressed, read what follows of it, and pressed again. Where it
 * was pressed stands the way back then, with the focus: whoever presses twice without reading has done nothing.
 */
export function AskedTwice({
  label,
  about,
  sure,
  yes,
  isPending,
  isMain = false,
  isReady = () => true,
  onDo,
}: {
  readonly label: string;
  /** What of, for whoever hears the page; left out where there is only one. */
  readonly about?: string;
  readonly sure: string;
  readonly yes: string;
  readonly isPending: boolean;
  /** It is what one comes here to do. */
  readonly isMain?: boolean;
  /** Whether what it needs was said: else it is not asked, and what is missing is told in its place. */
  readonly isReady?: () => boolean | Promise<boolean>;
  readonly onDo: () => void;
}) {
  const { t } = useTranslation();
  const [isSure, setSure] = useState(false);
  const ask = async () => setSure(await isReady());
  return (
    <>
      {/* Always there: a region that comes with its words is not read out. */}
      <p role="status" className={isSure ? 'w-100 mb-0' : 'visually-hidden'}>
        {isSure && sure}
      </p>
      <button
        type="button"
        className={isMain && !isSure ? 'btn btn-primary' : 'btn btn-outline-primary'}
        aria-label={isSure || about === undefined ? undefined : `${label}: ${about}`}
        disabled={isPending}
        onClick={({ detail }) => {
          // The second of a double click asks for nothing, and takes nothing back.
          if (detail >= 2) return;
          if (isSure) setSure(false);
          else void ask();
        }}
      >
        {isSure ? t('asked.no') : label}
      </button>
      {isSure && (
        <button
          type="button"
          className="btn btn-danger"
          aria-label={about === undefined ? undefined : `${yes}: ${about}`}
          disabled={isPending}
          onClick={onDo}
        >
          {yes}
        </button>
      )}
    </>
  );
}
