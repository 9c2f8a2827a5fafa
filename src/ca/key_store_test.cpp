#include "ca/key_store.h"

#include "ca/errors.h"
#include "core/crypto.h"
#include "pki/public_key.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

namespace ca {
namespace {

class FileKeys : public ::testing::Test {
protected:
  FileKeys() : folder_(std::filesystem::temp_directory_path() / ("shomei-keys-" + core::to_hex(core::random_bytes(6)))) {
    std::filesystem::create_directories(folder_);
  }
  ~FileKeys() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(FileKeys, SignWithEveryKind) {
  RecordProperty("requirement", "A06 A08");
  auto store = open_file_key_store(folder_, "correct horse").value();
  for (const auto kind : {KeyKind::rsa2048, KeyKind::rsa3072, KeyKind::p256, KeyKind::p384}) {
    const std::string name(to_string(kind));
    const auto made = store->create(name, kind).value();
    const auto key = store->load(name).value();
    EXPECT_EQ(key->kind(), kind);
    EXPECT_EQ(key->spki(), made->spki());
    const auto message = core::random_bytes(100);
    const auto signature = key->open().value()->sign(message).value();
    const auto public_key = pki::PublicKey::parse(key->spki()).value();
    EXPECT_TRUE(public_key.verify(signature_of(kind), message, signature)) << name;
    EXPECT_FALSE(public_key.verify(signature_of(kind), core::random_bytes(100), signature)) << name;
  }
}

TEST_F(FileKeys, AreSealedAtRest) {
  RecordProperty("requirement", "A08");
  {
    auto store = open_file_key_store(folder_, "correct horse").value();
    ASSERT_TRUE(store->create("ov", KeyKind::p256));
    EXPECT_EQ(store->create("ov", KeyKind::p256).error().code, errors::key_exists);
    EXPECT_EQ(store->load("other").error().code, errors::key_missing);
  }
  EXPECT_EQ(open_file_key_store(folder_, "wrong").value()->load("ov").error().code, errors::key_unreadable);
  std::filesystem::rename(folder_ / "ov.key", folder_ / "ev.key");
  EXPECT_EQ(open_file_key_store(folder_, "correct horse").value()->load("ev").error().code, errors::key_unreadable)
      << "the name is authenticated";
  const auto mode = std::filesystem::status(folder_ / "ev.key").permissions();
  EXPECT_EQ(mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all), std::filesystem::perms::none);
}

TEST_F(FileKeys, OfOneFolderShareTheirSaltAndNoNonce) {
  RecordProperty("requirement", "A08");
  const auto part = [&](const std::string& name, std::size_t from, std::size_t size) {
    std::ifstream file(folder_ / (name + ".key"), std::ios::binary);
    const std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    return content.substr(from, size);
  };
  constexpr std::size_t salt_at = 20, salt_size = 16, nonce_size = 12; // docs/formats/signer-files.md
  for (const auto* name : {"root", "ov", "responder"})                 // each by a program that has read no other key
    ASSERT_TRUE(open_file_key_store(folder_, "correct horse").value()->create(name, KeyKind::p256));
  EXPECT_EQ(part("root", salt_at, salt_size), part("ov", salt_at, salt_size));
  EXPECT_EQ(part("root", salt_at, salt_size), part("responder", salt_at, salt_size));
  EXPECT_NE(part("root", salt_at + salt_size, nonce_size), part("ov", salt_at + salt_size, nonce_size));
  auto store = open_file_key_store(folder_, "correct horse").value();
  for (const auto* name : {"root", "ov", "responder"}) EXPECT_TRUE(store->load(name)) << name;
}

TEST_F(FileKeys, RefuseAChangedFile) {
  RecordProperty("requirement", "G01");
  auto store = open_file_key_store(folder_, "correct horse").value();
  ASSERT_TRUE(store->create("ov", KeyKind::p256));
  const auto file = folder_ / "ov.key";
  const auto size = std::filesystem::file_size(file);
  for (std::uintmax_t cut : {std::uintmax_t{0}, std::uintmax_t{10}, size / 2, size - 1}) {
    std::filesystem::copy_file(file, folder_ / "cut.key", std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(folder_ / "cut.key", cut);
    EXPECT_EQ(store->load("cut").error().code, errors::key_unreadable) << cut;
  }
}

TEST_F(FileKeys, GiveEachThreadItsOwnSession) {
  RecordProperty("requirement", "G02");
  auto store = open_file_key_store(folder_, "correct horse").value();
  const auto key = store->create("ov", KeyKind::p256).value();
  const auto public_key = pki::PublicKey::parse(key->spki()).value();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      const auto session = key->open().value();
      for (int k = 0; k < 50; ++k) {
        const auto message = core::random_bytes(64);
        EXPECT_TRUE(public_key.verify(pki::SignatureAlgorithm::ecdsa_sha256, message, session->sign(message).value()));
      }
    });
  for (auto& thread : threads) thread.join();
}

TEST_F(FileKeys, PassphraseMustBePrivate) {
  RecordProperty("requirement", "A08");
  EXPECT_EQ(read_passphrase(folder_).error().code, errors::passphrase_missing);
  ASSERT_TRUE(ensure_passphrase(folder_));
  const auto made = read_passphrase(folder_).value();
  EXPECT_GE(made.size(), 43U);
  ASSERT_TRUE(ensure_passphrase(folder_));
  EXPECT_EQ(read_passphrase(folder_).value(), made);
  std::filesystem::permissions(folder_ / "passphrase", std::filesystem::perms::group_read, std::filesystem::perm_options::add);
  EXPECT_EQ(read_passphrase(folder_).error().code, errors::passphrase_exposed);
}

TEST(KeyStores, KindsHaveNames) {
  for (const auto kind : {KeyKind::rsa2048, KeyKind::rsa3072, KeyKind::rsa4096, KeyKind::p256, KeyKind::p384})
    EXPECT_EQ(parse_key_kind(to_string(kind)).value(), kind);
  EXPECT_EQ(parse_key_kind("rsa1024").error().code, errors::key_kind_unknown);
  EXPECT_EQ(key_kind(pki::KeyAlgorithm::rsa, 1024).error().code, errors::key_kind_unknown);
  EXPECT_EQ(key_kind(pki::KeyAlgorithm::p521, 0).error().code, errors::key_kind_unknown);
  EXPECT_EQ(open_key_store("cloud:", "/tmp", "x").error().code, errors::key_store_unknown);
  EXPECT_EQ(open_key_store("pkcs11:/nowhere/module.so", "/tmp", "x").error().code, errors::token_unavailable);
}

} // namespace
} // namespace ca
