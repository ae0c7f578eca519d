import { useEffect, useRef } from "react";
import { readCode } from "../../activity/read-code.ts";

const lookMs = 250;

interface CameraProps {
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly onFail: () => void;
}

/** The camera at the back, looked at four times a second. It stops with the component. */
export function Camera({ label, onText, onFail }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const handlers = useRef({ onText, onFail });
  handlers.current = { onText, onFail };
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const look = () => {
      const shown = video.current;
      if (shown && shown.videoWidth > 0) {
        const text = readCode(shown, { width: shown.videoWidth, height: shown.videoHeight });
        if (text !== undefined && !isGone) handlers.current.onText(text);
      }
      if (!isGone) timer = setTimeout(look, lookMs);
    };
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      if (isGone || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      look();
    };
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    start().catch(() => {
      if (!isGone) handlers.current.onFail();
    });
    return () => {
      isGone = true;
      clearTimeout(timer);
      stop();
    };
  }, []);
  return <video ref={video} className="camera" aria-label={label} playsInline muted />;
}
