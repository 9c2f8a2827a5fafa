#include "lint/lint.h"
#include "lint/test_certificates.h"
#include "pki/certificate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace lint {
namespace {

namespace tag = pki::der::tag;
namespace oid = pki::oid;
using pki::der::Writer;
using testing::encode;
using testing::Vector;

/// A certificate that breaks one requirement.
struct Broken {
  std::string_view lint;
  Vector (*base)();
  std::function<void(Vector&)> spoil;
};

void put_names(Vector& v, const std::vector<std::string>& names) {
  v.attribute(oid::common_name).value = names.front();
  v.set_names(names);
}
std::function<void(Vector&)> names(const std::vector<std::string>& list) {
  return [list](Vector& v) { put_names(v, list); };
}
std::function<void(Vector&)> without(pki::Oid extension) {
  return [extension](Vector& v) { v.remove(extension); };
}
std::function<void(Vector&)> value(pki::Oid attribute, const std::string& text) {
  return [attribute, text](Vector& v) { v.attribute(attribute).value = text; };
}
std::function<void(Vector&)> without_attribute(pki::Oid attribute) {
  return [attribute](Vector& v) { std::erase_if(v.subject, [&](const auto& rdn) { return rdn[0].type == attribute; }); };
}
/// Puts an attribute where the order wants it.
std::function<void(Vector&)> with(pki::Oid attribute, const std::string& text, std::size_t place) {
  return
      [=](Vector& v) { v.subject.insert(v.subject.begin() + static_cast<std::ptrdiff_t>(place), {{attribute, tag::utf8_string, text}}); };
}
std::function<void(Vector&)> registered(const std::string& category, const std::string& serial) {
  return [=](Vector& v) { v.attribute(oid::business_category).value = category, v.attribute(oid::serial_number).value = serial; };
}
std::function<void(Vector&)> bits(std::uint16_t usage) {
  return [usage](Vector& v) { v.extension(oid::key_usage).value = encode([&](Writer& out) { out.named_bits(usage); }); };
}
std::function<void(Vector&)> purposes(std::vector<pki::Oid> list) {
  return [list](Vector& v) {
    v.extension(oid::extended_key_usage).value = encode([&](Writer& out) {
      out.sequence([&] {
        for (const auto& purpose : list) out.oid(purpose);
      });
    });
  };
}
std::function<void(Vector&)> policies(std::vector<pki::Oid> list, std::string cps = {}) {
  return [list, cps](Vector& v) {
    v.extension(oid::certificate_policies).value = encode([&](Writer& out) {
      out.sequence([&] {
        for (const auto& policy : list)
          out.sequence([&] {
            out.oid(policy);
            if (!cps.empty()) out.sequence([&] { out.sequence([&] { out.oid(oid::qualifier_cps).text(tag::ia5_string, cps); }); });
          });
      });
    });
  };
}
std::function<void(Vector&)> general_name(std::uint8_t name_tag, core::Bytes contents) {
  return [name_tag, contents](Vector& v) {
    v.extension(oid::subject_alt_name).value = encode(
        [&](Writer& out) { out.sequence([&] { out.text(tag::context(2), "www.aozora.example.jp").primitive(name_tag, contents); }); });
  };
}
std::function<void(Vector&)> points(std::vector<std::string> urls) {
  return [urls](Vector& v) {
    v.extension(oid::crl_distribution_points).value = encode([&](Writer& out) {
      out.sequence([&] {
        for (const auto& url : urls)
          out.sequence([&] {
            out.nested(tag::context_constructed(0),
                       [&] { out.nested(tag::context_constructed(0), [&] { out.text(tag::context(6), url); }); });
          });
      });
    });
  };
}
std::function<void(Vector&)> access(std::vector<std::pair<pki::Oid, std::string>> list) {
  return [list](Vector& v) {
    v.extension(oid::authority_info_access).value = encode([&](Writer& out) {
      out.sequence([&] {
        for (const auto& entry : list) out.sequence([&] { out.oid(entry.first).text(tag::context(6), entry.second); });
      });
    });
  };
}

const std::vector<Broken>& broken() {
  using testing::ev, testing::issuing_ca, testing::ov, testing::ov_with_rsa, testing::responder, testing::root;
  namespace ku = pki::key_usage;
  static const std::vector<Broken> list{
      {"well_formed", ov, [](Vector& v) { v.extensions.push_back(v.extensions.front()); }},
      {"well_formed", ov, [](Vector& v) { v.serial = {0x00, 0x01}; }},
      {"well_formed", ov,
       [](Vector& v) { // GeneralizedTime before 2050 (RFC 5280 4.1.2.5)
         v.validity = encode([](Writer& out) {
           out.sequence([&] { out.text(tag::generalized_time, "20261124000000Z").text(tag::generalized_time, "20270501000000Z"); });
         });
       }},
      {"version_3", ov, [](Vector& v) { v.version = 1; }},
      {"serial_positive", ov, [](Vector& v) { v.serial[0] = 0x80; }},
      {"serial_positive", ov, [](Vector& v) { v.serial = {0}; }},
      {"serial_size", ov, [](Vector& v) { v.serial.assign(21, 0x5b); }},
      {"serial_entropy", ov, [](Vector& v) { v.serial.resize(7); }},
      {"serial_entropy", ov, [](Vector& v) { std::fill(v.serial.begin() + 1, v.serial.end(), std::uint8_t{0}); }},
      {"signature_algorithm", ov,
       [](Vector& v) { v.signature_algorithm = core::to_bytes(pki::algorithm_identifier(pki::SignatureAlgorithm::ecdsa_sha384)); }},
      {"spki_algorithm", ov_with_rsa,
       [](Vector& v) { // parameters absent instead of NULL
         const auto key = encode([](Writer& out) { out.sequence([&] { out.unsigned_integer(core::Bytes(256, 0xc3)).integer(65537); }); });
         v.spki = encode([&](Writer& out) {
           out.sequence([&] {
             out.sequence([&] { out.oid(oid::rsa_encryption); });
             out.bit_string(key);
           });
         });
       }},
      {"key_size", ov_with_rsa, [](Vector& v) { v.spki = testing::rsa_key(1024); }},
      {"key_size", ov_with_rsa, [](Vector& v) { v.spki = testing::rsa_key(2052); }},
      {"key_exponent", ov_with_rsa, [](Vector& v) { v.spki = testing::rsa_key(2048, 3); }},
      {"key_exponent", ov_with_rsa, [](Vector& v) { v.spki = testing::rsa_key(2048, 65536); }},
      {"key_modulus_odd", ov_with_rsa, [](Vector& v) { v.spki = testing::rsa_key(2048, 65537, true); }},
      {"well_formed", ov,
       [](Vector& v) { // a compressed point (RFC 5480 2.2)
         core::Bytes point(33, 0x5a);
         point[0] = 0x02;
         v.spki = encode([&](Writer& out) {
           out.sequence([&] {
             out.sequence([&] { out.oid(oid::ec_public_key).oid(oid::p256); });
             out.bit_string(point);
           });
         });
       }},
      {"root_key_strength", root, [](Vector& v) { v.spki = testing::rsa_key(2048); }},
      {"issuer_matches", ov, [](Vector& v) { v.issuer = {0x30, 0x00}; }},
      {"validity_order", ov, [](Vector& v) { v.not_after = v.not_before; }},
      {"validity_cap", ov, [](Vector& v) { v.not_after = v.not_before + std::chrono::days(200); }}, // one second over: both ends count
      {"validity_floor", root, [](Vector& v) { v.not_after = date(2030, 1, 1); }},
      {"not_before_skew", ov, [](Vector& v) { v.not_before = date(2026, 11, 21); }},
      {"not_before_skew", ov, [](Vector& v) { v.not_before = date(2026, 11, 27); }},
      {"within_issuer", ov, [](Vector& v) { v.context.issuer_not_after = date(2027, 4, 1); }},
      {"no_unique_ids", ov, [](Vector& v) { v.unique_id = true; }},
      {"subject_single_valued", ov, [](Vector& v) { v.subject[0].push_back(v.subject[1][0]), v.subject.erase(v.subject.begin() + 1); }},
      {"subject_order", ov, [](Vector& v) { std::swap(v.subject[0], v.subject[3]); }},
      {"subject_encoding", ov, [](Vector& v) { v.attribute(oid::country).string_tag = tag::utf8_string; }},
      {"subject_encoding", ov, [](Vector& v) { v.attribute(oid::locality).string_tag = tag::teletex_string; }},
      {"subject_length", ov,
       [](Vector& v) {
         auto& name = v.attribute(oid::organization).value;
         name.clear();
         for (int i = 0; i < 65; ++i) name += "青";
       }},
      {"subject_no_repetition", ov, [](Vector& v) { v.subject.insert(v.subject.begin() + 3, v.subject[3]); }},
      {"subject_no_placeholder", ov, value(oid::state, "N/A")},
      {"subject_no_placeholder", ov, value(oid::locality, "-")},
      {"subject_characters", ov, value(oid::organization, " Aozora")},
      {"subject_characters", ov, value(oid::organization, "Aozora\tShoji")},
      {"subject_known_attributes", ov,
       [](Vector& v) { v.subject.push_back({{oid::serial_number, tag::printable_string, "1180301018771"}}); }},
      {"subject_no_unit", ov,
       [](Vector& v) { v.subject.insert(v.subject.begin() + 4, {{oid::organizational_unit, tag::utf8_string, "Sales"}}); }},
      {"subject_no_unit", issuing_ca,
       [](Vector& v) { v.subject.insert(v.subject.begin() + 2, {{oid::organizational_unit, tag::utf8_string, "PKI"}}); }},
      {"subject_no_personal_name", ov,
       [](Vector& v) { v.subject.insert(v.subject.begin() + 4, {{oid::given_name, tag::utf8_string, "Hanako"}}); }},
      {"subject_country", ov, [](Vector& v) { v.subject.erase(v.subject.begin()); }},
      {"subject_country", ov, value(oid::country, "jp")},
      {"subject_organization", ov, [](Vector& v) { v.subject.erase(v.subject.begin() + 3); }},
      {"subject_place", ov, [](Vector& v) { v.subject.erase(v.subject.begin() + 1, v.subject.begin() + 3); }},
      {"ca_common_name", issuing_ca, [](Vector& v) { v.subject.pop_back(); }},
      {"common_name_in_san", ov, value(oid::common_name, "mail.aozora.example.jp")},
      {"common_name_in_san", ov, value(oid::common_name, "WWW.aozora.example.jp")},
      {"san_present", ov, without(oid::subject_alt_name)},
      {"san_critical_only_without_subject", ov, [](Vector& v) { v.extension(oid::subject_alt_name).critical = true; }},
      {"san_types", ov, general_name(tag::context(1), core::to_bytes("info@aozora.example.jp"))},
      {"san_no_address", ov, general_name(tag::context(7), {192, 0, 2, 1})},
      {"san_no_repetition", ov, names({"a.example.jp", "b.example.jp", "a.example.jp"})},
      {"dns_length", ov, names({std::string(64, 'a') + ".example.jp"})},
      {"dns_length", ov,
       names(
           {std::string(60, 'a') + "." + std::string(60, 'b') + "." + std::string(60, 'c') + "." + std::string(60, 'd') + ".example.jp"})},
      {"dns_no_empty_label", ov, names({"www.example.jp."})},
      {"dns_no_empty_label", ov, names({"www..example.jp"})},
      {"dns_no_underscore", ov, names({"a_b.example.jp"})},
      {"dns_characters", ov, names({"Www.example.jp"})},
      {"dns_characters", ov, names({"-www.example.jp"})},
      {"dns_characters", ov, names({"ab--cd.example.jp"})},
      {"well_formed", ov, names({"a b.example.jp"})},
      {"dns_wildcard_form", ov, names({"*.*.example.jp"})},
      {"dns_wildcard_form", ov, names({"w*.example.jp"})},
      {"dns_wildcard_form", ov, names({"www.*.example.jp"})},
      {"dns_wildcard_public_suffix", ov, names({"*.co.jp"})},
      {"dns_wildcard_public_suffix", ov, names({"*.jp"})},
      {"dns_public_name", ov, names({"intranet"})},
      {"dns_public_name", ov, names({"mail.internal"})},
      {"dns_public_name", ov, names({"www.example.test"})},
      {"dns_no_reverse_zone", ov, names({"1.2.0.192.in-addr.arpa"})},
      {"eku_leaf", ov, purposes({oid::server_auth, oid::client_auth})},
      {"eku_leaf", ov, without(oid::extended_key_usage)},
      {"eku_issuing_ca", issuing_ca, purposes({oid::any_extended_key_usage})},
      {"eku_responder", responder, purposes({oid::ocsp_signing, oid::server_auth})},
      {"key_usage_leaf", ov, bits(ku::digital_signature | ku::key_encipherment)},
      {"key_usage_leaf", ov_with_rsa, bits(ku::digital_signature | ku::key_agreement)},
      {"key_usage_leaf", ov, [](Vector& v) { v.extension(oid::key_usage).critical = false; }},
      {"key_usage_ca", issuing_ca, bits(ku::key_cert_sign)},
      {"key_usage_responder", responder, bits(ku::digital_signature | ku::key_cert_sign)},
      {"basic_constraints_leaf", ov, [](Vector& v) { v.extension(oid::basic_constraints).value = {0x30, 0x03, 0x01, 0x01, 0xff}; }},
      {"basic_constraints_ca", issuing_ca, [](Vector& v) { v.extension(oid::basic_constraints).value = {0x30, 0x00}; }},
      {"basic_constraints_ca", root,
       [](Vector& v) { v.extension(oid::basic_constraints).value = {0x30, 0x06, 0x01, 0x01, 0xff, 0x02, 0x01, 0x01}; }},
      {"authority_key_identifier", ov, without(oid::authority_key_identifier)},
      {"authority_key_identifier", ov, [](Vector& v) { v.extension(oid::authority_key_identifier).value.back() ^= 1; }},
      {"subject_key_identifier", issuing_ca, without(oid::subject_key_identifier)},
      {"subject_key_identifier", ov_with_rsa, [](Vector& v) { v.extension(oid::subject_key_identifier).value.back() ^= 1; }},
      {"policy_leaf", ov, policies({oid::cabf_domain_validated})},
      {"policy_leaf", ov, policies({oid::cabf_organization_validated, oid::cabf_individual_validated})},
      {"policy_leaf", ov, policies({oid::any_policy})},
      {"policy_issuing_ca", issuing_ca, policies({oid::any_policy})},
      {"policy_cps_address", ov, policies({oid::cabf_organization_validated}, "ftp://pki.example.jp/cps")},
      {"authority_info_access", ov, without(oid::authority_info_access)},
      {"authority_info_access", ov,
       access({{oid::access_ocsp, "https://pki.example.jp/ocsp"}, {oid::access_ca_issuers, "http://pki.example.jp/ca"}})},
      {"authority_info_access", ov,
       access({{oid::access_ca_issuers, "http://pki.example.jp/ca"}, {oid::access_ca_issuers, "http://pki.example.jp/ca"}})},
      {"crl_distribution_point", ov, without(oid::crl_distribution_points)},
      {"crl_distribution_point", ov, points({"http://pki.example.jp/0.crl", "http://pki.example.jp/1.crl"})},
      {"crl_distribution_point", ov, points({"ldap://pki.example.jp/0.crl"})},
      {"no_check_responder", responder, without(oid::ocsp_nocheck)},
      {"known_extensions", ov, [](Vector& v) { v.extensions.push_back({oid::precertificate_poison, true, {0x05, 0x00}}); }},
      {"policy_leaf", ev, policies({oid::cabf_organization_validated})},
      {"policy_issuing_ca", issuing_ca, policies({oid::cabf_organization_validated, oid::cabf_extended_validation})},
      {"san_no_address", ev, general_name(tag::context(7), {192, 0, 2, 1})},
      {"subject_no_unit", ev, with(oid::organizational_unit, "Sales", 9)},
      {"subject_no_personal_name", ev, with(oid::given_name, "Hanako", 9)},
      {"subject_place", ev, [](Vector& v) { without_attribute(oid::state)(v), without_attribute(oid::locality)(v); }},
      {"subject_order", ev, [](Vector& v) { std::swap(v.subject[0], v.subject[1]); }},
      {"subject_order", ev, [](Vector& v) { std::rotate(v.subject.begin(), v.subject.begin() + 3, v.subject.end()); }},
      {"ev_attributes", ev, without_attribute(oid::jurisdiction_country)},
      {"ev_attributes", ev, without_attribute(oid::business_category)},
      {"ev_attributes", ev, without_attribute(oid::serial_number)},
      {"ev_attributes", ev, without_attribute(oid::organization)},
      {"ev_attributes", ev, without_attribute(oid::country)},
      {"ev_known_attributes", ev, with(oid::organization_identifier, "NTRJP-1180301018771", 9)},
      {"ev_known_attributes", ev, with(oid::title, "President", 10)},
      {"ev_business_category", ev, value(oid::business_category, "V1.0, Clause 5.(b)")},
      {"ev_business_category", ev, value(oid::business_category, "private organization")},
      {"ev_jurisdiction", ev, with(oid::jurisdiction_state, "Tokyo", 1)},
      {"ev_jurisdiction", ev, with(oid::jurisdiction_locality, "Chiyoda-ku", 1)},
      {"ev_jurisdiction", ev, value(oid::jurisdiction_country, "XA")},
      {"ev_serial_number", ev, value(oid::serial_number, "1803-01-018771")},
      {"ev_serial_number", ev, value(oid::serial_number, "2001-01-05")},
      {"ev_serial_number", ev, registered("Private Organization", "Government Entity")},
      {"ev_serial_number", ev, registered("Government Entity", "Non-Commercial Entity")},
      {"ev_serial_date", ev,
       [](Vector& v) {
         registered("Government Entity", "Jan 5, 2001")(v);
         v.context.signing_time = v.not_before = date(2027, 9, 15);
         v.not_after = date(2027, 12, 1);
       }},
      {"ev_no_wildcard", ev, [](Vector& v) { v.set_names({"www.aozora.example.jp", "*.aozora.example.jp"}); }},
      {"ov_no_ev_attributes", ov, with(oid::business_category, "Private Organization", 0)},
      {"ov_no_ev_attributes", ov, with(oid::organization_identifier, "NTRJP-1180301018771", 4)},
      {"known_extensions", root,
       [](Vector& v) { v.extensions.push_back({oid::extended_key_usage, false, {0x30, 0x04, 0x06, 0x02, 0x29, 0x01}}); }},
  };
  return list;
}

std::set<std::string_view> found(const Vector& vector) {
  std::set<std::string_view> out;
  for (const auto& finding : check_certificate(vector.tbs(), vector.context)) out.insert(finding.lint);
  return out;
}

constexpr std::array sound{testing::ov, testing::ov_with_rsa, testing::ev, testing::issuing_ca, testing::root, testing::responder};

TEST(CertificateLints, HaveNothingToSayAboutSoundCertificates) {
  RecordProperty("requirement", "A14 A06");
  for (const auto& make : sound) {
    const auto vector = make();
    EXPECT_EQ(describe(check_certificate(vector.tbs(), vector.context)), "");
  }
}

TEST(CertificateLints, FindWhatIsBroken) {
  RecordProperty("requirement", "A14 A06");
  int number = 0;
  for (const auto& [lint, base, spoil] : broken()) {
    auto vector = base();
    spoil(vector);
    EXPECT_TRUE(found(vector).contains(lint)) << lint << " #" << number << ": "
                                              << describe(check_certificate(vector.tbs(), vector.context));
    ++number;
  }
}

TEST(CertificateLints, EachHasACitationAndAPassingAndAFailingVector) {
  RecordProperty("requirement", "A14");
  std::set<std::string_view> failing, names;
  for (const auto& entry : broken()) failing.insert(entry.lint);
  for (const auto* lint : certificate_lints()) {
    EXPECT_TRUE(names.insert(lint->name).second) << lint->name;
    EXPECT_FALSE(lint->citation.empty()) << lint->name;
    EXPECT_TRUE(failing.contains(lint->name)) << lint->name << " has no failing vector";
    const bool applied = std::ranges::any_of(sound, [&](const auto& make) {
      const auto vector = make();
      const auto der = vector.tbs();
      const auto tbs = pki::TbsCertificate::parse(der);
      const auto key = pki::PublicKey::parse(tbs->spki);
      return lint->applies({vector.context, *tbs, *key});
    });
    EXPECT_TRUE(applied) << lint->name << " has no passing vector";
  }
}

TEST(CertificateLints, AreAskedFromTheirDateOn) {
  RecordProperty("requirement", "A14 A12");
  auto vector = testing::ov();
  put_names(vector, {"1.2.0.192.in-addr.arpa"});
  EXPECT_TRUE(found(vector).contains("dns_no_reverse_zone"));
  vector.context.signing_time = date(2026, 3, 14);
  EXPECT_FALSE(found(vector).contains("dns_no_reverse_zone"));
}

TEST(CertificateLints, TakeTheSerialNumbersOfTheirTime) {
  RecordProperty("requirement", "A14");
  struct Case {
    std::string category, serial;
    core::Instant at;
    bool sound;
  };
  const auto before = date(2026, 11, 24), last = date(2027, 9, 14), after = date(2027, 9, 15);
  for (const auto& [category, serial, at, passes] : std::vector<Case>{{"Government Entity", "Jan 5, 2001", before, true},
                                                                      {"Government Entity", "5 January 2001", last, true},
                                                                      {"Government Entity", "Jan 5, 2001", after, false},
                                                                      {"Government Entity", "2001/01/05", after, false},
                                                                      {"Government Entity", "2001-01-05", after, true},
                                                                      {"Government Entity", "Government Entity", after, true},
                                                                      {"Government Entity", "1180301018771", after, true},
                                                                      {"Non-Commercial Entity", "Non-Commercial Entity", after, true},
                                                                      {"Private Organization", "1180301018771", after, true}}) {
    auto vector = testing::ev();
    registered(category, serial)(vector);
    vector.context.signing_time = vector.not_before = at;
    vector.not_after = at + std::chrono::days(46);
    EXPECT_EQ(found(vector).empty(), passes) << category << " " << serial << ": "
                                             << describe(check_certificate(vector.tbs(), vector.context));
  }
}

TEST(CertificateLints, FollowTheListOfAgenciesThatTheOperatorHas) {
  RecordProperty("requirement", "A14");
  const auto list = policy::RegistrationAgencies::parse(
      "#version\t2026-12-01\n"
      "id\tcountry\tstate\tlocality\tname_ja\tname_en\tnumber\tsource\tauthority\twebsite\tfrom\tuntil\tnote\n"
      "xa\tXA\tNorth\t\tA\tA\t[0-9]{4}\tgleif_lei\tRA9\thttps://x.example/\t2026-12-01\t\t\n",
      "own.tsv");
  auto vector = testing::ev();
  vector.context.agencies = &*list;
  EXPECT_TRUE(found(vector).contains("ev_jurisdiction")) << "Japan is not on this list";
  value(oid::jurisdiction_country, "XA")(vector);
  with(oid::jurisdiction_state, "North", 1)(vector);
  value(oid::serial_number, "1234")(vector);
  EXPECT_TRUE(found(vector).contains("ev_jurisdiction")) << "not yet listed";
  vector.context.signing_time = vector.not_before = date(2026, 12, 1);
  EXPECT_TRUE(found(vector).empty()) << describe(check_certificate(vector.tbs(), vector.context));
}

TEST(CertificateLints, RefuseEveryTruncation) {
  RecordProperty("requirement", "G01");
  const auto vector = testing::ov();
  const auto tbs = vector.tbs();
  for (std::size_t size = 0; size < tbs.size(); ++size)
    EXPECT_FALSE(check_certificate(core::ByteView(tbs).first(size), vector.context).empty()) << size;
}

} // namespace
} // namespace lint
