// usage: signer_bench SIGNER_PROGRAM [SECONDS]
// Certificates per CPU-second of shomei-signer through its socket: P-256, 32 requests in flight, lint and record on.
#include "core/crypto.h"
#include "outbound/signer_client.h"
#include "pki/certificate.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// CPU seconds that another process has used (user and system), from /proc.
double cpu_seconds(pid_t pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string word;
  double ticks = 0;
  for (int field = 1; stat >> word; ++field)
    if (field == 14 || field == 15) ticks += std::stod(word);
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

pid_t start(const char* program, const std::string& data) {
  const pid_t pid = ::fork();
  if (pid != 0) return pid;
  ::execl(program, program, "--data", data.c_str(), "--child", nullptr);
  ::_exit(127);
}

pki::signer::CreateHierarchy plan(core::Instant now) {
  pki::signer::CreateHierarchy out;
  out.ca_name = "Aozora CA K.K.";
  out.country = "JP";
  out.base_url = "http://pki.aozora.example.jp";
  out.rules = "cabf";
  out.root_slug = "root-1";
  out.root_common_name = "Aozora Root CA 1";
  pki::signer::IssuerPlan ov;
  ov.slug = "ov-ca-1";
  ov.purpose = "ov";
  ov.common_name = "Aozora OV CA 1";
  ov.policy_oids = {"2.23.140.1.2.2"};
  out.issuers = {ov};
  out.now = now;
  return out;
}

pki::signer::Issue request(const core::Bytes& spki, core::Instant now) {
  pki::signer::Issue out;
  out.intent_id = "int_00000000000000000000000000";
  out.issuer = "ov-ca-1";
  out.profile = "tls.ov";
  out.serial = core::random_bytes(16);
  out.serial[0] = static_cast<std::uint8_t>((out.serial[0] & 0x7f) | 0x40);
  out.subject = {{pki::AttributeType::country, "JP"},
                 {pki::AttributeType::state, "東京都"},
                 {pki::AttributeType::locality, "千代田区"},
                 {pki::AttributeType::organization, "株式会社青空商事"},
                 {pki::AttributeType::common_name, "www.aozora.example.jp"}};
  out.dns_names = {"www.aozora.example.jp", "aozora.example.jp"};
  out.spki = spki;
  out.not_before = now;
  out.not_after = now + std::chrono::days(46);
  return out;
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const int seconds = argc > 2 ? std::atoi(argv[2]) : 5;
  const auto data = fs::temp_directory_path() / ("shomei-signer-bench-" + std::to_string(::getpid()));
  fs::create_directories(data / "signer");
  std::ofstream(data / "signer" / "signer.toml") << "certificates_per_hour = 1000000000\n";
  const pid_t pid = start(argv[1], data.string());
  outbound::SignerClient client(data / "signer" / "socket");
  for (int i = 0; i < 500 && !client.status(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  const auto now = core::SystemClock().now();
  const auto issuers = client.create_hierarchy(plan(now));
  int failed = issuers ? 0 : 1;
  if (issuers) {
    const auto spki = core::to_bytes(pki::Certificate::parse(issuers->issuers[1].der).value().tbs().spki);
    std::atomic<bool> stop = false;
    std::atomic<long> issued = 0, refused = 0;
    std::vector<std::thread> threads;
    const auto begin = std::chrono::steady_clock::now();
    const double cpu = cpu_seconds(pid);
    for (int i = 0; i < 32; ++i)
      threads.emplace_back([&] {
        while (!stop) ++(client.issue(request(spki, now)) ? issued : refused);
      });
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
    stop = true;
    for (auto& thread : threads) thread.join();
    const double used = cpu_seconds(pid) - cpu;
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    const auto count = static_cast<double>(issued.load());
    std::printf("bench signer rate=%.0f per_cpu_s=%.0f cpu_us=%.1f in_flight=32 refused=%ld\n", count / wall.count(), count / used,
                used * 1e6 / count, refused.load());
    failed = refused > 0 || issued == 0;
  }
  ::kill(pid, SIGTERM);
  ::waitpid(pid, nullptr, 0);
  fs::remove_all(data);
  return failed;
}
