#include "domain/evidence_file.h"

#include "core/text.h"
#include "domain/errors.h"

#include <algorithm>
#include <array>
#include <optional>

namespace domain {
namespace {

using namespace std::string_view_literals;

core::Failure refuse(std::string_view found) { return core::fail(errors::evidence_type_refused, {{"found", std::string(found)}}); }

struct Head {
  std::string_view bytes;
  std::string_view name;
};
/// What is often sent and never taken, so that the refusal can name it.
constexpr std::array known_heads{
    Head{"PK\x03\x04"sv, "ZIP, DOCX, XLSX"},
    Head{"PK\x05\x06"sv, "ZIP"},
    Head{"\xd0\xcf\x11\xe0"sv, "DOC, XLS, MSG"},
    Head{"MZ"sv, "EXE"},
    Head{"\x7f"
         "ELF"sv,
         "ELF"},
    Head{"GIF8"sv, "GIF"},
    Head{"BM"sv, "BMP"},
    Head{"RIFF"sv, "WEBP, AVI, WAV"},
    Head{"{\\rtf"sv, "RTF"},
    Head{"7z\xbc\xaf"sv, "7z"},
    Head{"Rar!"sv, "RAR"},
    Head{"\x1f\x8b"sv, "gzip"},
    Head{"#!"sv, "script"},
    Head{"%!PS"sv, "PostScript"},
    Head{"\xca\xfe\xba\xbe"sv, "Java"},
    Head{"MSCF"sv, "CAB"},
};

bool has_any(std::string_view text, auto... parts) { return (text.contains(parts) || ...); }

/// A second file behind or inside: the record that ends a ZIP, of one part, by which programs find it wherever it stands.
bool carries_archive(std::string_view bytes) {
  constexpr std::size_t record = 22;
  for (auto at = bytes.find("PK\x05\x06"sv); at != std::string_view::npos; at = bytes.find("PK\x05\x06"sv, at + 1)) {
    const auto end = bytes.substr(at, record);
    if (end.size() == record && end.substr(4, 4) == "\0\0\0\0"sv && end.substr(8, 2) == end.substr(10, 2)) return true;
  }
  return false;
}

std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t size, bool little_endian) {
  std::size_t number = 0;
  for (std::size_t i = 0; i < size; ++i) number = number << 8U | static_cast<std::uint8_t>(bytes[at + (little_endian ? size - 1 - i : i)]);
  return number;
}

core::Result<FileType> whole_pdf(std::string_view bytes) {
  constexpr std::size_t tail = 1024;
  if (!bytes.substr(bytes.size() - std::min(bytes.size(), tail)).contains("%%EOF")) return refuse("PDF (incomplete)");
  if (carries_archive(bytes)) return refuse("PDF + ZIP");
  return FileType::pdf;
}

core::Result<FileType> whole_png(std::string_view bytes) {
  constexpr auto end = "\0\0\0\0IEND\xae\x42\x60\x82"sv;
  if (bytes.size() < 16 || bytes.substr(12, 4) != "IHDR") return refuse("PNG (incomplete)");
  const auto at = bytes.rfind(end);
  if (at == std::string_view::npos) return refuse("PNG (incomplete)");
  if (at + end.size() != bytes.size()) return refuse("PNG + ?");
  return FileType::png;
}

/// Where the scan that begins there ends: at the next marker that is no part of it.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) {
  for (at = bytes.find('\xff', at); at != std::string_view::npos && at + 1 < bytes.size(); at = bytes.find('\xff', at + 1)) {
    const auto marker = static_cast<std::uint8_t>(bytes[at + 1]);
    if (marker != 0x00 && marker != 0xff && (marker < 0xd0 || marker > 0xd7)) return at;
  }
  return bytes.size();
}

/// The picture's size from its first marker to its last (ITU-T T.81, B.1); nothing where it does not end.
std::optional<std::size_t> picture_size(std::string_view bytes) {
  constexpr std::uint8_t end_of_image = 0xd9;
  constexpr std::uint8_t start_of_scan = 0xda;
  std::size_t at = 2;
  while (at + 4 <= bytes.size() && bytes[at] == '\xff') {
    const auto marker = static_cast<std::uint8_t>(bytes[at + 1]);
    if (marker == 0xff) {
      ++at; // a fill byte
      continue;
    }
    if (marker == end_of_image) return at + 2;
    at += 2 + number_at(bytes, at + 2, 2, false);
    if (marker == start_of_scan) at = end_of_scan(bytes, at);
  }
  if (at + 2 <= bytes.size() && bytes.substr(at, 2) == "\xff\xd9"sv) return at + 2;
  return std::nullopt;
}

/// Telephones put a second picture, of depth or light, behind the first.
core::Result<FileType> whole_jpeg(std::string_view bytes) {
  if (carries_archive(bytes)) return refuse("JPEG + ZIP");
  for (auto rest = bytes; !rest.empty();) {
    if (!rest.starts_with("\xff\xd8\xff"sv)) return refuse("JPEG + ?");
    const auto size = picture_size(rest);
    if (!size) return refuse("JPEG (incomplete)");
    rest.remove_prefix(*size);
    rest.remove_prefix(std::min(rest.find_first_not_of('\0'), rest.size()));
  }
  return FileType::jpeg;
}

/// The first directory lies within the file and tells a width (TIFF 6.0, section 2).
bool has_directory(std::string_view bytes, bool little_endian) {
  constexpr std::size_t entry = 12;
  constexpr std::size_t image_width = 256;
  const auto at = number_at(bytes, 4, 4, little_endian);
  if (at < 8 || at + 2 > bytes.size()) return false;
  const auto count = number_at(bytes, at, 2, little_endian);
  if (at + 2 + count * entry > bytes.size()) return false;
  for (std::size_t i = 0; i < count; ++i)
    if (number_at(bytes, at + 2 + i * entry, 2, little_endian) == image_width) return true;
  return false;
}

core::Result<FileType> whole_tiff(std::string_view bytes) {
  if (bytes.size() < 8 || !has_directory(bytes, bytes[0] == 'I')) return refuse("TIFF (incomplete)");
  if (carries_archive(bytes)) return refuse("TIFF + ZIP");
  return FileType::tiff;
}

bool is_control(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || byte == 0x7f;
}

core::Result<FileType> plain_text(std::string_view bytes) {
  if (std::ranges::any_of(bytes, is_control)) return refuse("?");
  if (!core::is_utf8(bytes)) return refuse("text, not UTF-8");
  const auto lower = core::to_lower_ascii(bytes);
  if (core::trim(bytes).starts_with('<') || has_any(lower, "<!doctype", "<html", "<script", "<svg", "<?xml", "<iframe", "<body"))
    return refuse("HTML, SVG, XML");
  if (lower.contains("%pdf-")) return refuse("text + PDF");
  return FileType::text;
}

struct Ending {
  std::string_view text;
  FileType type;
};
/// The first of each type is the one given to a name without any, and to every text: as a table, it would be calculated.
constexpr std::array endings{Ending{".pdf", FileType::pdf},  Ending{".png", FileType::png},   Ending{".jpg", FileType::jpeg},
                             Ending{".tif", FileType::tiff}, Ending{".txt", FileType::text},  Ending{".jpeg", FileType::jpeg},
                             Ending{".jpe", FileType::jpeg}, Ending{".tiff", FileType::tiff}, Ending{".csv", FileType::text},
                             Ending{".log", FileType::text}, Ending{".eml", FileType::text},  Ending{".md", FileType::text}};

bool is_unsafe(char32_t c) {
  if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return true;
  if ((c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff || c == 0xfffd)
    return true;
  return c < 0x80 && "<>:\"|?*;%"sv.contains(static_cast<char>(c));
}

std::string safe_characters(std::string_view given) {
  const auto slash = given.find_last_of("/\\");
  auto text = core::to_utf32(slash == std::string_view::npos ? given : given.substr(slash + 1));
  std::erase_if(text, is_unsafe);
  while (!text.empty() && (text.front() == U'.' || text.front() == U' ')) text.erase(0, 1);
  while (!text.empty() && (text.back() == U'.' || text.back() == U' ')) text.pop_back();
  return core::to_utf8(text);
}

bool is_device_name(std::string_view stem) {
  const auto name = core::to_lower_ascii(stem.substr(0, stem.find('.')));
  constexpr std::array plain{"con"sv, "prn"sv, "aux"sv, "nul"sv};
  if (std::ranges::find(plain, name) != plain.end()) return true;
  return name.size() == 4 && (name.starts_with("com") || name.starts_with("lpt")) && name[3] >= '0' && name[3] <= '9';
}

/// Where a name's ending begins; its end where it has none.
std::size_t ending_of(std::string_view name) {
  constexpr std::size_t longest = 6;
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || name.size() - dot > longest) return name.size();
  const auto rest = name.substr(dot + 1);
  const bool letters =
      std::ranges::all_of(rest, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
  return letters && !rest.empty() ? dot : name.size();
}

} // namespace

std::string_view media_type(FileType type) {
  switch (type) {
  case FileType::pdf:
    return "application/pdf";
  case FileType::png:
    return "image/png";
  case FileType::jpeg:
    return "image/jpeg";
  case FileType::tiff:
    return "image/tiff";
  case FileType::text:
    return "text/plain; charset=utf-8";
  }
  return "application/octet-stream";
}

core::Result<FileType> recognize_file(core::ByteView content) {
  const auto bytes = core::as_text(content);
  if (bytes.empty()) return core::fail(errors::evidence_empty);
  if (bytes.starts_with("%PDF-")) return whole_pdf(bytes);
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return whole_png(bytes);
  if (bytes.starts_with("\xff\xd8\xff"sv)) return whole_jpeg(bytes);
  if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv)) return whole_tiff(bytes);
  for (const auto& head : known_heads)
    if (bytes.starts_with(head.bytes)) return refuse(head.name);
  return plain_text(bytes);
}

core::Result<std::string> evidence_file_name(std::string_view given, FileType type) {
  constexpr std::size_t most_characters = 120;
  const auto name = safe_characters(given);
  const auto at = ending_of(name);
  const auto claimed = core::to_lower_ascii(std::string_view(name).substr(at));
  const auto own = std::ranges::find(endings, type, &Ending::type);
  if (!claimed.empty()) {
    const auto known = std::ranges::find(endings, claimed, &Ending::text);
    if (known == endings.end() || known->type != type)
      return core::fail(errors::evidence_name_differs, {{"name", name}, {"found", std::string(media_type(type))}});
  }
  auto stem = core::to_utf32(std::string_view(name).substr(0, at));
  if (stem.size() > most_characters) stem.resize(most_characters);
  auto text = core::to_utf8(stem);
  if (text.empty()) text = "evidence";
  if (is_device_name(text)) text.insert(0, "_");
  return text + (claimed.empty() || type == FileType::text ? std::string(own->text) : claimed);
}

} // namespace domain
