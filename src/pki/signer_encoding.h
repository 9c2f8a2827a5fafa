#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "core/result.h"
#include "pki/errors.h"
#include "pki/signer_protocol.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

/// The field encoding of docs/formats/signer-protocol.md, walking a message's `visit`.
namespace pki::signer {

/// The last enumerator of each enumeration that travels; a larger number is refused.
template <class E>
constexpr E last_value();
template <>
constexpr KeyAlgorithm last_value() {
  return KeyAlgorithm::p521;
}
template <>
constexpr AttributeType last_value() {
  return AttributeType::email_address;
}
template <>
constexpr OcspHash last_value() {
  return OcspHash::sha256;
}
template <>
constexpr CertificateStatus last_value() {
  return CertificateStatus::unknown;
}
template <>
constexpr RevocationReason last_value() {
  return RevocationReason::aa_compromise;
}

template <class V>
void visit_fields(V& v, SubjectAttribute& m) {
  v(1, m.type);
  v(2, m.value);
}
template <class V>
void visit_fields(V& v, RevokedEntry& m) {
  v(1, m.serial);
  v(2, m.revoked_at);
  v(3, m.reason);
}
template <class V>
void visit_fields(V& v, SingleStatus& m) {
  v(1, m.serial);
  v(2, m.status);
  v(3, m.revoked_at);
  v(4, m.reason);
  v(5, m.this_update);
  v(6, m.next_update);
}
template <class V, class M>
  requires requires(V& v, M& m) { m.visit(v); }
void visit_fields(V& v, M& m) {
  m.visit(v);
}

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = !std::same_as<T, std::uint8_t>;

template <std::size_t Octets>
void put_number(core::Bytes& out, std::uint64_t value) {
  for (std::size_t i = Octets; i-- > 0;) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// Writes `tag, length, value` for each field; an absent optional is left out.
class FieldWriter {
public:
  explicit FieldWriter(core::Bytes& out) : out_(out) {}

  template <class T>
  void operator()(std::uint8_t tag, const T& value) {
    if constexpr (is_optional<T>) {
      if (value) (*this)(tag, *value);
    } else {
      out_.push_back(tag);
      sized([&] { put(value); });
    }
  }

private:
  template <class Body>
  void sized(Body&& body) {
    const auto mark = out_.size();
    out_.resize(mark + 4);
    body();
    const auto size = out_.size() - mark - 4;
    for (std::size_t i = 0; i < 4; ++i) out_[mark + i] = static_cast<std::uint8_t>(size >> (8 * (3 - i)));
  }

  template <class T>
  void put(const T& value) {
    if constexpr (std::same_as<T, bool>)
      out_.push_back(value ? 1 : 0);
    else if constexpr (std::is_enum_v<T>)
      out_.push_back(static_cast<std::uint8_t>(value));
    else if constexpr (std::same_as<T, std::uint64_t>)
      put_number<8>(out_, value);
    else if constexpr (std::same_as<T, core::Instant>)
      put_number<8>(out_, static_cast<std::uint64_t>(core::to_unix(value)));
    else if constexpr (std::same_as<T, std::string> || std::same_as<T, core::Bytes>)
      out_.insert(out_.end(), value.begin(), value.end());
    else if constexpr (is_list<T>)
      for (const auto& item : value) sized([&] { put(item); });
    else
      visit_fields(*this, const_cast<T&>(value)); // one `visit` serves both directions; this one only reads
  }

  core::Bytes& out_;
};

/// Reads exactly what FieldWriter writes: tags in order, nothing missing, nothing more. The first problem sticks.
class FieldReader {
public:
  explicit FieldReader(core::ByteView in) : in_(in) {}

  template <class T>
  void operator()(std::uint8_t tag, T& out) {
    if (!ok_) return;
    if constexpr (is_optional<T>) {
      if (in_.empty() || in_[0] != tag) return;
      (*this)(tag, out.emplace());
    } else {
      if (in_.empty() || in_[0] != tag) return refuse();
      in_ = in_.subspan(1);
      if (const auto value = take_sized()) get(*value, out);
    }
  }

  bool finished() const { return ok_ && in_.empty(); }

private:
  void refuse() { ok_ = false; }

  std::optional<core::ByteView> take_sized() {
    if (in_.size() < 4) return refuse(), std::nullopt;
    const std::size_t size = std::size_t{in_[0]} << 24 | std::size_t{in_[1]} << 16 | std::size_t{in_[2]} << 8 | in_[3];
    if (size > in_.size() - 4) return refuse(), std::nullopt;
    const auto value = in_.subspan(4, size);
    in_ = in_.subspan(4 + size);
    return value;
  }

  static std::uint64_t number(core::ByteView value) {
    std::uint64_t out = 0;
    for (const auto octet : value) out = out << 8 | octet;
    return out;
  }

  template <class T>
  void get(core::ByteView value, T& out) {
    if constexpr (std::same_as<T, bool>) {
      if (value.size() != 1 || value[0] > 1) return refuse();
      out = value[0] == 1;
    } else if constexpr (std::is_enum_v<T>) {
      if (value.size() != 1 || value[0] > static_cast<std::uint8_t>(last_value<T>())) return refuse();
      out = static_cast<T>(value[0]);
    } else if constexpr (std::same_as<T, std::uint64_t>) {
      if (value.size() != 8) return refuse();
      out = number(value);
    } else if constexpr (std::same_as<T, core::Instant>) {
      // Years 1..9999, which is what every printed and encoded form can hold.
      constexpr std::int64_t earliest = -62135596800, latest = 253402300799;
      const auto seconds = static_cast<std::int64_t>(number(value));
      if (value.size() != 8 || seconds < earliest || seconds > latest) return refuse();
      out = core::from_unix(seconds);
    } else if constexpr (std::same_as<T, std::string>) {
      out = core::as_text(value);
    } else if constexpr (std::same_as<T, core::Bytes>) {
      out = core::to_bytes(value);
    } else if constexpr (is_list<T>) {
      FieldReader items(value);
      while (items.ok_ && !items.in_.empty())
        if (const auto item = items.take_sized()) items.get(*item, out.emplace_back());
      ok_ = items.ok_;
    } else {
      FieldReader nested(value);
      visit_fields(nested, out);
      ok_ = nested.finished();
    }
  }

  core::ByteView in_;
  bool ok_ = true;
};

} // namespace pki::signer
