#pragma once

#include "outside/process.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace outside {

/// A mail as a person's program shows it: decoded by Python's email package, not by our code.
struct ReceivedMail {
  std::string envelope_to;
  std::string from;
  std::string to;
  std::string subject;
  std::string date;
  std::string message_id;
  std::string body;
  struct Attachment {
    std::string file_name;
    std::string content_type;
    std::string content;
  };
  std::vector<Attachment> attachments;
  std::string raw;
};

/// A real Postfix on a free loopback port with an own configuration and queue, which takes mail for every
/// address and delivers it into a Maildir.
///
/// ```
/// outside::Postfix postfix;                         // running
/// config.mail.host = "127.0.0.1"; config.mail.port = postfix.port();
/// auto mail = postfix.wait_for("hanako@aozora.test", "アクセスコード");   // by recipient and part of the subject
/// ```
/// Mail to `refused@…` is answered 550, to `later@…` 450.
class Postfix {
public:
  struct Options {
    bool tls = false; ///< offer STARTTLS with a certificate for `localhost`
  };
  Postfix() : Postfix(Options{}) {}
  explicit Postfix(Options options);
  ~Postfix();
  std::uint16_t port() const { return port_; }
  /// The certificate to trust for STARTTLS.
  std::string ca_file() const { return directory_ / "tls.crt"; }
  /// All mail so far, oldest first.
  std::vector<ReceivedMail> mails() const;
  /// The newest mail to an address whose subject contains a text; throws after 20 s.
  ReceivedMail wait_for(const std::string& to, const std::string& subject_part = {}) const;
  void clear();
  std::string log() const;

private:
  void write_config(Options options);
  void make_folders();
  std::vector<std::string> arrived_since() const;

  TemporaryDirectory directory_;
  std::uint16_t port_;
  ChildProcess process_;
  mutable std::vector<ReceivedMail> read_; ///< mails are decoded once
  mutable std::set<std::string> files_read_;
};

} // namespace outside
