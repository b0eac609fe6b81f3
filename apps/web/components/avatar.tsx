interface AvatarProps {
  readonly name: string;
  readonly url: string | null;
}

/** A picture over initials, which show while it loads and where it cannot be had. */
export function Avatar({ name, url }: AvatarProps) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
  return (
    <span className="relative grid size-16 shrink-0 place-items-center overflow-hidden rounded-full bg-layer-3 text-xl font-bold">
      <span aria-hidden="true">{initials}</span>
      {url === null ? null : (
        <img
          src={url}
          alt=""
          width={64}
          height={64}
          referrerPolicy="no-referrer"
          className="absolute inset-0 size-full object-cover"
        />
      )}
    </span>
  );
}
