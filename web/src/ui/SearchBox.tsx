import { TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

interface SearchBoxProps {
  label: string;
  hint?: string;
  value: string;
  onSearch: (value: string) => void;
}

/** Searches when Enter is pressed or typing rests, never while an input method composes; `/` brings the focus here. */
export function SearchBox({ label, hint, value, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  const search = useRef(onSearch);
  search.current = onSearch;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (composing.current || text === value) return;
    const timer = setTimeout(() => search.current(text.trim()), 450);
    return () => clearTimeout(timer);
  }, [text, value]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest('input,textarea,select,[contenteditable]');
      if (event.key !== '/' || event.isComposing || typing) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);
  return (
    <TextInput
      ref={input}
      className="field toolbar-search"
      type="search"
      label={label}
      description={hint}
      value={text}
      leftSection={<Search size={18} aria-hidden="true" />}
      leftSectionPointerEvents="none"
      onChange={(event) => setText(event.currentTarget.value)}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={() => {
        composing.current = false;
        setText((current) => `${current}`);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onSearch(text.trim());
      }}
    />
  );
}
