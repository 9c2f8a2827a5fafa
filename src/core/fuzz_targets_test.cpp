#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

/// Each parser of what comes from outside has a fuzz target with seeds, and the other way round (G01).
namespace {

namespace fs = std::filesystem;

struct Fuzzed {
  std::string target;
  std::string header; ///< where the parser is declared
  std::string parser; ///< as the target calls it
};
const std::vector<Fuzzed> parsers{{"agencies", "policy/agencies.h", "RegistrationAgencies::parse("},
                                  {"caa", "outbound/caa.h", "parse_caa("},
                                  {"caa", "outbound/caa.h", "parse_issue_value("},
                                  {"certificate", "pki/certificate.h", "Certificate::parse("},
                                  {"certificate", "pki/crl.h", "Crl::parse("},
                                  {"csr", "pki/csr.h", "Csr::parse("},
                                  {"der", "pki/name.h", "Name::parse("},
                                  {"der", "pki/general_names.h", "parse_general_names("},
                                  {"der", "pki/pkcs7.h", "parse_certs_only("},
                                  {"der", "pki/pem.h", "decode_pem_blocks("},
                                  {"evidence_file", "domain/evidence_file.h", "recognize_file("},
                                  {"http_request", "http/request_reader.h", "RequestReader"},
                                  {"json_dto", "http/dto.h", "http::parse<"},
                                  {"lei_csv", "domain/lei_csv.h", "LeiReader"},
                                  {"nta_csv", "domain/nta_csv.h", "RegisterReader"},
                                  {"ocsp_request", "pki/ocsp.h", "OcspRequest::parse("},
                                  {"ocsp_request", "pki/ocsp.h", "OcspResponse::parse("},
                                  {"perspective", "outbound/perspective.h", "parse_look_request("},
                                  {"perspective", "outbound/perspective.h", "parse_look_reply("},
                                  {"policy_table", "policy/table.h", "RuleTable::parse("},
                                  {"signer_protocol", "pki/signer_protocol.h", "decode_request("},
                                  {"signer_protocol", "pki/signer_protocol.h", "decode_reply("}};

fs::path root() { return SHOMEI_SOURCE_DIR; }
std::string read(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(FuzzTargets, CallEveryParserOfTheInventory) {
  RecordProperty("requirement", "G01");
  for (const auto& [target, header, parser] : parsers) {
    EXPECT_TRUE(fs::exists(root() / "src" / header)) << header;
    EXPECT_TRUE(read(root() / "fuzz" / (target + "_fuzz.cpp")).contains(parser)) << target << " does not call " << parser;
  }
}

TEST(FuzzTargets, AreAllInTheInventoryAndHaveSeeds) {
  RecordProperty("requirement", "G01");
  std::size_t seen = 0;
  for (const auto& entry : fs::directory_iterator(root() / "fuzz")) {
    auto name = entry.path().stem().string();
    if (!name.ends_with("_fuzz")) continue;
    name.resize(name.size() - std::string_view("_fuzz").size());
    EXPECT_NE(std::ranges::find(parsers, name, &Fuzzed::target), parsers.end()) << name;
    const auto corpus = root() / "fuzz/corpus" / name;
    EXPECT_TRUE(fs::is_directory(corpus) && !fs::is_empty(corpus)) << name << " has no seeds";
    ++seen;
  }
  EXPECT_GE(seen, 14U);
}

} // namespace
