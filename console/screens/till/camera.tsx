import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isVoucherSecret } from '../../../domain/voucher-code.ts';
import { CameraTrouble, watchCamera, type Trouble } from './watch-camera.ts';

/** Shows what the camera sees until it sees a voucher's code; any other is told and sent nowhere. Where there is none, it says so and how to go on. */
export function Camera({
  onRead,
  onClose,
}: {
  readonly onRead: (text: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('till');
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState<Trouble>();
  const [isOther, setOther] = useState(false);
  const found = useEffectEvent(onRead);
  useEffect(() => {
    const stop = new AbortController();
    const wanted = { isRight: isVoucherSecret, onOther: () => setOther(true) };
    watchCamera(video.current!, stop.signal, wanted).then(
      (text) => {
        if (text !== undefined) found(text);
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setTrouble(error instanceof CameraTrouble ? error.trouble : 'failed');
      },
    );
    return () => stop.abort();
  }, []);
  return (
    <div>
      <p role="status">{t(`camera.${trouble ?? (isOther ? 'other' : 'looking')}`)}</p>
      <video
        ref={video}
        className={trouble ? 'd-none' : 'till-camera'}
        muted
        playsInline
        aria-label={t('camera.picture')}
      />
      <button type="button" className="btn btn-outline-primary till-large" onClick={onClose}>
        {t('camera.close')}
      </button>
    </div>
  );
}
