#include "pki/csr.h"

#include "pki/errors.h"
#include "pki/extension_reader.h"
#include "pki/pem.h"

#include <algorithm>

namespace pki {
namespace {

constexpr Oid microsoft_extensions{1, 3, 6, 1, 4, 1, 311, 2, 1, 14}; // what IIS calls extensionRequest
constexpr std::string_view csr_label = "CERTIFICATE REQUEST";
constexpr std::string_view old_csr_label = "NEW CERTIFICATE REQUEST";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// A SEQUENCE of 128 octets or more starts with 0x30 0x81.., which is no text.
bool looks_like_der(std::string_view text) { return text.size() > 2 && text[0] == '0' && static_cast<std::uint8_t>(text[1]) >= 0x80; }

core::Result<core::Bytes> from_pem(std::string_view text) {
  const auto blocks = decode_pem_blocks(text);
  // A key is named first: whoever pasted it must know, whatever else the text holds.
  if (text.find("PRIVATE KEY-----") != std::string_view::npos) return core::fail(errors::csr_is_private_key);
  if (!blocks) return core::fail(errors::csr_malformed, {}, blocks.error().cause);
  const auto is_csr = [](const PemBlock& block) { return block.label == csr_label || block.label == old_csr_label; };
  const auto found = std::ranges::find_if(*blocks, is_csr);
  if (std::ranges::count_if(*blocks, is_csr) > 1) return core::fail(errors::pem_too_many, {{"expected", std::string(csr_label)}});
  if (found != blocks->end()) return found->der;
  const auto& label = blocks->front().label;
  if (label.ends_with("CERTIFICATE") || label == "PKCS7") return core::fail(errors::csr_is_certificate);
  return core::fail(errors::pem_wrong_label, {{"expected", std::string(csr_label)}, {"found", label}});
}

core::Result<core::Bytes> to_der(std::string_view input) {
  if (input.size() > Csr::max_size) return core::fail(errors::csr_too_large, {{"limit", std::to_string(Csr::max_size / 1024)}});
  if (std::ranges::all_of(input, is_space)) return core::fail(errors::csr_empty);
  if (looks_like_der(input)) return core::to_bytes(input);
  if (input.find("-----BEGIN ") != std::string_view::npos) return from_pem(input);
  std::string base64;
  std::ranges::copy_if(input, std::back_inserter(base64), [](char c) { return !is_space(c); });
  auto decoded = core::from_base64(base64);
  if (!decoded) return core::fail(errors::csr_malformed, {}, "neither PEM nor base64 nor DER");
  return std::move(*decoded);
}

// Tells a pasted key or certificate in DER from a request: their first members differ.
core::Failure refuse_structure(core::ByteView der, core::Error error) {
  auto outer = der::read_sequence(der);
  if (outer && outer->next_is(der::tag::integer)) return core::fail(errors::csr_is_private_key);
  auto inner = outer ? outer->sequence() : core::Result<der::Reader>(core::fail(errors::der_malformed));
  if (inner && inner->next_is(der::tag::context_constructed(0))) return core::fail(errors::csr_is_certificate);
  return core::fail(std::move(error));
}

bool looks_like_host_name(std::string_view text) {
  return text.find('.') != std::string_view::npos && std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '*';
         });
}

std::string lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return text;
}

struct Attributes {
  std::vector<Oid> types, extensions;
  GeneralNames names;
};

core::Result<void> read_extension_request(der::Reader& values, Attributes& out) {
  auto list = TRY(values.sequence());
  if (list.at_end()) return {};
  for (const auto& extension : TRY(read_extensions(list, DefaultFalse::accept))) {
    out.extensions.push_back(extension.oid);
    if (extension.oid == oid::subject_alt_name) out.names = TRY(parse_general_names(extension.value));
  }
  return {};
}

// Attributes ::= SET OF SEQUENCE { type, SET OF value } (RFC 2986 4.1), each type once.
core::Result<Attributes> read_attributes(der::Reader& info) {
  Attributes out;
  if (info.at_end()) return out; // older makers leave the empty set out
  auto set = TRY(info.enter(der::tag::context_constructed(0)));
  TRY(info.finish());
  while (!set.at_end()) {
    auto attribute = TRY(set.sequence());
    const auto type = TRY(attribute.oid());
    if (std::ranges::find(out.types, type) != out.types.end())
      return core::fail(errors::der_malformed, {}, "the attribute " + type.to_string() + " occurs twice");
    out.types.push_back(type);
    auto values = TRY(attribute.enter(der::tag::set));
    TRY(attribute.finish());
    if (type != oid::extension_request && type != microsoft_extensions) continue;
    TRY(read_extension_request(values, out));
    TRY(values.finish());
  }
  return out;
}

} // namespace

core::Result<void> read_csr(Csr& csr) {
  TRY(der::check_well_formed(csr.der_));
  auto outer = TRY(der::read_sequence(csr.der_));
  const auto info_element = TRY(outer.expect(der::tag::sequence));
  csr.info_offset_ = static_cast<std::size_t>(info_element.whole.data() - csr.der_.data());
  csr.info_size_ = info_element.whole.size();
  csr.signature_algorithm_ = core::to_bytes(TRY(outer.expect(der::tag::sequence)).whole);
  csr.signature_ = core::to_bytes(TRY(outer.bit_string_octets()));
  TRY(outer.finish());

  der::Reader info(info_element.contents);
  if (TRY(info.small_integer()) != 0) return core::fail(errors::csr_version_unsupported); // RFC 2986 4.1: v1(0)
  const auto subject = TRY(info.expect(der::tag::sequence));
  const auto spki = TRY(info.expect(der::tag::sequence));
  csr.subject_ = TRY(Name::parse(subject.whole));
  csr.public_key_ = TRY(PublicKey::parse(spki.whole));
  auto attributes = TRY(read_attributes(info));
  csr.names_ = std::move(attributes.names);
  csr.attributes_ = std::move(attributes.types);
  csr.extensions_ = std::move(attributes.extensions);
  return {};
}

core::Result<Csr> Csr::parse(std::string_view text_or_der) {
  Csr csr;
  csr.der_ = TRY(to_der(text_or_der));
  const auto read = read_csr(csr);
  if (read) return csr;
  const auto& error = read.error();
  if (error.code == errors::der_malformed || error.code == errors::name_malformed)
    return refuse_structure(csr.der_, {errors::csr_malformed, {}, error.cause, {}});
  if (error.code == errors::der_trailing_bytes) return core::fail(errors::csr_trailing_bytes, error.params);
  return core::fail(error);
}

std::string Csr::to_pem() const { return encode_pem(csr_label, der_); }

std::vector<std::string> Csr::host_names() const {
  std::vector<std::string> out;
  const auto add = [&](const std::string& name) {
    auto lower = lower_case(name);
    if (std::ranges::find(out, lower) == out.end()) out.push_back(std::move(lower));
  };
  const auto common_name = subject_.value(AttributeType::common_name);
  if (common_name && looks_like_host_name(*common_name)) add(*common_name);
  std::ranges::for_each(names_.dns, add);
  return out;
}

std::string Csr::signature_algorithm_name() const { return pki::signature_algorithm_name(signature_algorithm_); }

core::Result<void> Csr::verify_signature(const Verifier& verifier) const {
  const core::Params params{{"algorithm", signature_algorithm_name()}};
  if (is_weak_signature_algorithm(signature_algorithm_)) return core::fail(errors::csr_signature_digest_weak, params);
  const auto algorithm = parse_signature_algorithm(signature_algorithm_);
  if (!algorithm) return core::fail(errors::csr_signature_algorithm_unsupported, params);
  const auto info = core::ByteView(der_).subspan(info_offset_, info_size_);
  if (!verifier.verify(*algorithm, info, signature_)) return core::fail(errors::csr_signature_invalid);
  return {};
}

core::Result<void> Csr::verify_signature() const { return verify_signature(TRY(Verifier::make(public_key_))); }

core::Result<VerifiedCsr> verify_csr(Csr csr, const KeyPolicy& policy) {
  const auto verifier = TRY(checked_verifier(csr.public_key(), policy));
  TRY(csr.verify_signature(verifier));
  return VerifiedCsr(std::move(csr));
}

std::vector<Check> inspect_csr(const Csr& csr, const KeyPolicy& policy) {
  auto checks = inspect_key(csr.public_key(), policy);
  const bool usable = std::ranges::none_of(checks, [](const Check& check) {
    return check.error && (check.name == "key_algorithm" || check.name == "key_curve" || check.name == "key_point");
  });
  if (!usable) return checks; // without a usable key there is no signature to check
  const auto signature = csr.verify_signature();
  checks.insert(checks.begin(), {"signature", signature ? std::nullopt : std::optional(signature.error())});
  return checks;
}

} // namespace pki
