#include "core/crypto.h"
#include "signer/signer_fixture.h"

#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <set>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace signer_tests {
namespace {

/// Sends octets and says what comes back until the signer closes or two seconds pass.
std::string exchange(const std::filesystem::path& socket, const std::string& octets) {
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, socket.c_str(), sizeof address.sun_path - 1);
  EXPECT_EQ(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const timeval limit{.tv_sec = 2, .tv_usec = 0};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  EXPECT_GE(::send(fd, octets.data(), octets.size(), MSG_NOSIGNAL), 0);
  ::shutdown(fd, SHUT_WR);
  std::string answer;
  char buffer[4096];
  for (ssize_t size = 0; (size = ::recv(fd, buffer, sizeof buffer, 0)) > 0;) answer.append(buffer, static_cast<std::size_t>(size));
  ::close(fd);
  return answer;
}

TEST(Protocol, SurvivesBadFrames) {
  RecordProperty("requirement", "G01");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  const auto status = pki::signer::encode(7, pki::signer::Request(pki::signer::StatusRequest{})).value();
  const std::string good(core::as_text(status));
  EXPECT_FALSE(exchange(signer.socket(), good).empty());
  std::vector<std::string> bad{"GET / HTTP/1.1\r\n\r\n",           std::string(4, '\0'),
                               std::string("\xff\xff\xff\xff", 4), std::string("\0\0\0\1\xff", 5),
                               good.substr(0, good.size() - 1),    good + "junk"};
  for (std::size_t i = 4; i < good.size(); ++i) {
    auto changed = good;
    changed[i] = static_cast<char>(changed[i] ^ 0x55);
    bad.push_back(changed);
  }
  for (int i = 0; i < 50; ++i) {
    const auto noise = core::random_bytes(200);
    bad.push_back(std::string("\0\0\0\xc8", 4) + std::string(core::as_text(noise)));
  }
  for (const auto& octets : bad) exchange(signer.socket(), octets);
  EXPECT_TRUE(signer.process().running());
  EXPECT_TRUE(signer.client().status());
}

TEST(Protocol, AnswersPipelinedFramesInOneGo) {
  RecordProperty("requirement", "G02");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  ASSERT_TRUE(signer.client().create_hierarchy(plan()));
  std::string all;
  for (std::uint64_t id = 1; id <= 100; ++id) {
    const auto frame = pki::signer::encode(id, pki::signer::Request(issue_request())).value();
    all += core::as_text(frame);
  }
  pki::signer::FrameReader reader;
  const auto answer = exchange(signer.socket(), all);
  reader.feed(core::as_bytes(answer));
  std::set<std::uint64_t> ids;
  while (const auto payload = reader.next().value()) {
    const auto reply = pki::signer::decode_reply(*payload).value();
    EXPECT_TRUE(std::holds_alternative<pki::signer::IssueReply>(reply.message));
    ids.insert(reply.request_id);
  }
  EXPECT_EQ(ids.size(), 100U);
}

TEST(Protocol, ServesManyThreads) {
  RecordProperty("requirement", "G02");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  ASSERT_TRUE(signer.client().create_hierarchy(plan()));
  std::vector<std::thread> threads;
  std::atomic<int> issued = 0;
  for (int i = 0; i < 32; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 20; ++k) {
        const auto request = issue_request();
        const auto reply = signer.client().issue(request);
        if (!reply) continue;
        const auto known = signer.client().settle({request.issuer, request.serial});
        issued += known && known->certificate == reply->certificate;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(issued, 640);
}

TEST(Protocol, EndsWithItsParent) {
  RecordProperty("requirement", "G03");
  const outside::TemporaryDirectory data;
  const auto socket = data.path() / "signer" / "socket";
  outside::ChildProcess shell(
      {"sh", "-c", std::string("'" SHOMEI_BINARY_DIR "/shomei-signer' --data '") + data.path().string() + "' --child & wait"},
      data / "log");
  outbound::SignerClient client(socket);
  ASSERT_TRUE(outside::wait_until([&] { return client.status().has_value(); }));
  ::kill(shell.pid(), SIGKILL);
  EXPECT_TRUE(outside::wait_until([&] { return !client.status().has_value() && !std::filesystem::exists(socket); }));
}

TEST(CommandLine, ExplainsItself) {
  RecordProperty("requirement", "G03");
  const std::string program = SHOMEI_BINARY_DIR "/shomei-signer";
  const auto help = outside::run({program, "--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_NE(help.out.find("--data DIR"), std::string::npos);
  EXPECT_EQ(outside::run({program}).exit_code, 2);
  EXPECT_EQ(outside::run({program, "--data", "/tmp", "--unknown", "x"}).exit_code, 2);
  EXPECT_EQ(outside::run({program, "--data", "/proc/nowhere"}).exit_code, 1);
  EXPECT_NE(outside::run({program, "--data", "/proc/nowhere", "--lang", "ja"}).out.find("書き込めません"), std::string::npos);
}

} // namespace
} // namespace signer_tests
