/** A button below which something opens when it is pressed, and closes when it is pressed again. */
export function Opener({
  label,
  about,
  isOpen,
  onSet,
}: {
  readonly label: string;
  /** What of, for whoever hears a page on which it stands more than once. */
  readonly about?: string;
  readonly isOpen: boolean;
  readonly onSet: (isOpen: boolean) => void;
}) {
  return (
    <button
      type="button"
      className="btn btn-outline-primary"
      aria-label={about === undefined ? undefined : `${label}: ${about}`}
      aria-expanded={isOpen}
      onClick={() => onSet(!isOpen)}
    >
      {label}
    </button>
  );
}
