#include "ca/record_frame.h"
#include "ca/record_tail.h"
#include "core/bytes.h"
#include "crash/machine.h"

#include <cstdio>
#include <set>

namespace crash_tests {
namespace {

constexpr std::string_view record_header = "shomei signer record 1\n";

struct Signed {
  std::string tbs, signature;
};

/// What the signer has signed for the server, by serial; no serial may stand there twice.
std::map<std::string, Signed> read_record(const std::filesystem::path& file) {
  const auto text = read_file(file);
  auto rest = core::as_bytes(text).subspan(record_header.size());
  std::map<std::string, Signed> made;
  for (auto frame = ca::read_frame(rest); frame; rest = rest.subspan(frame->size), frame = ca::read_frame(rest)) {
    const auto& fact = frame->frame;
    const auto serial = std::string(fact.issuer) + core::to_hex(fact.serial);
    const std::string content(core::as_text(fact.content));
    if (fact.kind == ca::RecordFrame::Kind::to_be_signed && fact.label.starts_with("int_"))
      EXPECT_TRUE(made.emplace(serial, Signed{content, {}}).second) << serial << " twice";
    if (fact.kind == ca::RecordFrame::Kind::burnt) EXPECT_TRUE(made.emplace(serial, Signed{}).second) << serial << " burnt and used";
    if (fact.kind != ca::RecordFrame::Kind::signature || !made.contains(serial)) continue;
    EXPECT_TRUE(made[serial].signature.empty()) << serial << " signed twice";
    made[serial].signature = content;
  }
  EXPECT_EQ(ca::octets_before_zeros(rest), 0U) << "the record is whole";
  std::erase_if(made, [](const auto& entry) { return entry.second.signature.empty(); });
  return made;
}

void expect_all_signed_are_stored(Machine& machine) {
  const auto made = read_record(machine.data() / "signer" / "record");
  using Row = std::tuple<std::string, core::Bytes, core::Bytes>;
  const auto rows = must(machine.database().read([](storage::Transaction& tx) {
    return tx.query<Row>("SELECT i.slug, c.serial, c.der FROM certificates c JOIN issuers i ON i.id = c.issuer_id");
  }));
  std::set<std::string> stored;
  for (const auto& [issuer, serial, der] : rows) {
    const auto found = made.find(issuer + core::to_hex(serial));
    ASSERT_NE(found, made.end()) << core::to_hex(serial) << " is stored and not on the signer's record";
    EXPECT_TRUE(core::as_text(der).contains(found->second.tbs) && core::as_text(der).ends_with(found->second.signature));
    stored.insert(found->first);
  }
  for (const auto& entry : made) EXPECT_TRUE(stored.contains(entry.first)) << entry.first << " was signed and the server does not know it";
}

/// Nothing half done, no licence lost or spent twice.
void expect_nothing_open(Machine& machine) {
  EXPECT_EQ(machine.count("issuance_intents WHERE status = 'reserved'"), 0);
  EXPECT_EQ(machine.count("applications WHERE status = 'issuing'"), 0);
  EXPECT_EQ(machine.count("licences WHERE status = 'reserved'"), 0);
  const auto certificates = machine.count("certificates");
  EXPECT_EQ(machine.count("issuance_intents WHERE status = 'completed'"), certificates);
  EXPECT_EQ(machine.count("licences WHERE status IN ('used_up', 'in_use')"), certificates);
  EXPECT_EQ(machine.one<std::int64_t>("SELECT count(DISTINCT certificate_id) FROM licences WHERE certificate_id IS NOT NULL"),
            certificates);
  for (const auto* check : {"verify-audit", "verify-ledger"}) {
    const auto verified = run({SHOMEI_BINARY_DIR "/shomei", "admin", check, "--data", machine.data().string()});
    EXPECT_EQ(verified.exit_code, 0) << verified.out;
  }
}

void expect_served(Machine& machine, const std::vector<Sent>& sent) {
  const TemporaryDirectory folder;
  write_file(folder / "issuer.pem", machine.issuer_pem());
  std::vector<std::string> verify{"openssl",    "verify",
                                  "-attime",    std::to_string(core::to_unix(machine.now() + std::chrono::minutes{1})),
                                  "-CAfile",    machine.root_file(),
                                  "-untrusted", folder / "issuer.pem"};
  const auto given = verify.size();
  auto client = machine.customer();
  for (const auto& one : sent) {
    if (one.status != 201) continue;
    const auto shown = client.get("/api/v1/certificates/" + one.id);
    ASSERT_EQ(shown.status, 200) << one.name << " was issued and is gone";
    EXPECT_EQ(shown.at("/serialNumber"), one.serial);
    verify.push_back(folder / (one.id + ".pem"));
    write_file(verify.back(), shown.at("/pem"));
  }
  if (verify.size() == given) return;
  const auto verified = run(verify);
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
  EXPECT_EQ(status_of(machine, read_file(verify.back())), "good");
}

void expect_crl(Machine& machine) {
  const TemporaryDirectory folder;
  write_file(folder / "issuer.pem", machine.issuer_pem());
  write_file(folder / "crl", machine.visitor().get("/crl/ov-g1/0.crl").body);
  const auto verified = run({"openssl", "crl", "-inform", "DER", "-in", folder / "crl", "-noout", "-CAfile", folder / "issuer.pem"});
  EXPECT_TRUE(verified.out.contains("verify OK")) << verified.out;
}

} // namespace

std::string status_of(Machine& machine, const std::string& pem) {
  const TemporaryDirectory folder;
  write_file(folder / "leaf.pem", pem);
  write_file(folder / "issuer.pem", machine.issuer_pem());
  const auto output = run({"openssl", "ocsp", "-issuer", folder / "issuer.pem", "-cert", folder / "leaf.pem", "-CAfile",
                           machine.root_file(), "-no_nonce", "-validity_period", "864000", "-url", machine.url("/ocsp/ov-g1")})
                          .out;
  if (!output.contains("Response verify OK")) return output;
  for (const std::string status : {"good", "revoked"})
    if (output.contains("leaf.pem: " + status)) return status;
  return output;
}

void expect_whole(Machine& machine, const std::vector<Sent>& sent) {
  expect_nothing_open(machine);
  expect_all_signed_are_stored(machine);
  expect_served(machine, sent);
  expect_crl(machine);
  if (testing::Test::HasFailure()) std::fprintf(stderr, "%s\n", machine.log().c_str());
}

void expect_once_each(Machine& machine, std::vector<Sent> sent) {
  machine.advance(std::chrono::seconds{61}); // so long a key belongs to the run that the crash broke off
  int answered = 0;
  for (auto& one : sent) {
    const auto before = one;
    if (before.status == 201 && ++answered > 3) continue; // those that were not answered are what it is about
    machine.ask(one);
    ASSERT_EQ(one.status, 201) << one.code;
    if (before.status == 201) EXPECT_EQ(one.id, before.id);
    EXPECT_EQ(machine.one<std::int64_t>("SELECT count(*) FROM certificates WHERE common_name = $1", one.name), 1) << one.name;
  }
}

} // namespace crash_tests
