#include "pki/crl.h"

#include "pki/der.h"
#include "pki/errors.h"
#include "pki/extension_reader.h"
#include "pki/extension_values.h"
#include "pki/extension_writer.h"

#include <algorithm>

namespace pki {
namespace {

void write_entry(der::Writer& writer, const RevokedEntry& entry) {
  writer.sequence([&] {
    writer.unsigned_integer(entry.serial).time(entry.revoked_at);
    if (entry.reason == RevocationReason::unspecified) return;
    writer.sequence([&] {
      write_extension(writer, oid::crl_reason, Criticality::non_critical,
                      [&] { writer.integer(static_cast<std::uint64_t>(entry.reason), der::tag::enumerated); });
    });
  });
}

void write_crl_extensions(der::Writer& writer, const IssuerIdentity& issuer, const CrlFields& fields) {
  write_authority_key_identifier(writer, issuer.key_identifier);
  write_extension(writer, oid::crl_number, Criticality::non_critical, [&] { writer.integer(fields.number); });
  if (!fields.shard_url) return;
  write_extension(writer, oid::issuing_distribution_point, Criticality::critical,
                  [&] { writer.sequence([&] { write_full_name(writer, *fields.shard_url); }); });
}

core::Result<RevocationReason> read_reason(core::ByteView value) {
  der::Reader reader(value);
  const auto code = TRY(reader.small_integer(der::tag::enumerated));
  TRY(reader.finish());
  if (code == 7 || code > 10) return core::fail(errors::der_malformed, {}, "a CRLReason that does not exist");
  return static_cast<RevocationReason>(code);
}

} // namespace

core::Bytes build_tbs_crl(const IssuerIdentity& issuer, const CrlFields& fields) {
  der::Writer writer(512 + fields.entries.size() * 48);
  writer.sequence([&] {
    writer.integer(1).raw(algorithm_identifier(issuer.signature_algorithm)).raw(issuer.subject_der);
    writer.time(fields.this_update).time(fields.next_update);
    if (!fields.entries.empty()) // RFC 5280 5.1.2.6: absent when nothing is revoked
      writer.sequence([&] {
        for (const auto& entry : fields.entries) write_entry(writer, entry);
      });
    writer.nested(der::tag::context_constructed(0), [&] { writer.sequence([&] { write_crl_extensions(writer, issuer, fields); }); });
  });
  return writer.take();
}

struct CrlParser {
  Crl& crl;

  core::Result<void> read_outer() {
    auto outer = TRY(der::read_sequence(crl.der_));
    crl.tbs_ = TRY(outer.expect(der::tag::sequence)).whole;
    crl.signature_algorithm_ = TRY(outer.expect(der::tag::sequence)).whole;
    crl.signature_ = TRY(outer.bit_string_octets());
    TRY(outer.finish());
    const auto list = TRY(der::read_sequence(crl.tbs_));
    return read_list(list);
  }

  core::Result<void> read_list(der::Reader list) {
    if (TRY(list.small_integer()) != 1) return core::fail(errors::der_malformed, {}, "no v2 CRL");
    if (!core::equal(TRY(list.expect(der::tag::sequence)).whole, crl.signature_algorithm_))
      return core::fail(errors::der_malformed, {}, "the two signature algorithms differ");
    crl.issuer_der_ = TRY(list.expect(der::tag::sequence)).whole;
    crl.issuer_ = TRY(Name::parse(crl.issuer_der_));
    crl.this_update_ = TRY(list.time());
    crl.next_update_ = TRY(list.time());
    if (list.next_is(der::tag::sequence)) {
      auto entries = TRY(list.sequence());
      if (entries.at_end()) return core::fail(errors::der_malformed, {}, "an empty revokedCertificates");
      while (!entries.at_end()) TRY(read_entry(entries));
    }
    auto wrapped = TRY(list.enter(der::tag::context_constructed(0)));
    TRY(list.finish());
    const auto extensions = TRY(wrapped.sequence());
    crl.extensions_ = TRY(read_extensions(extensions));
    TRY(wrapped.finish());
    for (const auto& extension : crl.extensions_) TRY(read_extension(extension));
    return {};
  }

  core::Result<void> read_entry(der::Reader& entries) {
    auto entry = TRY(entries.sequence());
    RevokedEntry revoked;
    revoked.serial = core::to_bytes(TRY(entry.unsigned_integer()));
    revoked.revoked_at = TRY(entry.time());
    if (!entry.at_end()) {
      const auto list = TRY(entry.sequence());
      TRY(entry.finish());
      for (const auto& extension : TRY(read_extensions(list)))
        if (extension.oid == oid::crl_reason) revoked.reason = TRY(read_reason(extension.value));
    }
    crl.entries_.push_back(std::move(revoked));
    return {};
  }

  core::Result<void> read_extension(const Extension& extension) {
    if (extension.oid == oid::crl_number) {
      der::Reader reader(extension.value);
      crl.number_ = TRY(reader.small_integer());
      return reader.finish();
    }
    if (extension.oid == oid::authority_key_identifier) {
      crl.authority_key_identifier_ = TRY(read_authority_key_identifier(extension.value)).key_identifier;
    } else if (extension.oid == oid::issuing_distribution_point) {
      auto point = TRY(der::read_sequence(extension.value));
      const auto name = TRY(point.optional(der::tag::context_constructed(0)));
      if (!name) return {};
      const auto urls = TRY(read_full_name_urls(name->contents));
      if (!urls.empty()) crl.shard_url_ = urls.front();
    }
    return {};
  }
};

core::Result<Crl> Crl::parse(core::Bytes der) {
  Crl crl;
  crl.der_ = std::move(der);
  const auto read = CrlParser{crl}.read_outer();
  if (!read) return core::fail(errors::crl_malformed, {}, std::string(read.error().code.name) + ": " + read.error().cause);
  return crl;
}

const RevokedEntry* Crl::find(core::ByteView serial) const {
  const auto magnitude = serial_magnitude(serial);
  const auto found = std::ranges::find_if(entries_, [&](const RevokedEntry& entry) { return core::equal(entry.serial, magnitude); });
  return found == entries_.end() ? nullptr : &*found;
}

core::Result<void> Crl::verify_signature(const Certificate& issuer) const {
  if (!core::equal(issuer_der_, issuer.tbs().subject_der)) return core::fail(errors::signature_invalid, {}, "another issuer");
  return TRY(issuer.public_key()).verify(TRY(parse_signature_algorithm(signature_algorithm_)), tbs_, signature_);
}

} // namespace pki
