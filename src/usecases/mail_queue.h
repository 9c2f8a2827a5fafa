#pragma once

#include "outbound/mail_text.h"
#include "outbound/smtp.h"
#include "storage/outbox.h"
#include "usecases/world.h"

#include <optional>
#include <string>

namespace usecases {

/// What goes with a mail as a file of its own.
struct MailEnclosure {
  std::string file_name;
  std::string content_type;
  std::string content;
  bool base64 = false; ///< the content is bytes, written so
};
BOOST_DESCRIBE_STRUCT(MailEnclosure, (), (file_name, content_type, content, base64))

/// A mail to be written from a template, to one person.
struct MailOrder {
  outbound::MailTemplate mail{};
  core::Language language = core::Language::ja;
  std::string to; ///< mail address
  outbound::MailRecipient recipient;
  core::Params params;
  std::string object;  ///< what it is about: its delivery log is found by this
  bool secret = false; ///< carries a code or password: kept sealed until it is sent
  std::optional<storage::DocumentId> attachment = std::nullopt;
  std::optional<MailEnclosure> enclosure = std::nullopt;
};

/// Writes the mail now, in the words of today, and queues it with the fact that it tells of.
core::Result<void> queue_mail(storage::Transaction& tx, const World& world, const MailOrder& order, core::Instant now);

/// Sends one queued mail; the payload is as queue_mail made it. `mail_not_sent` may be tried again.
core::Result<void> deliver_mail(const World& world, const outbound::SmtpClient& smtp, const storage::OutboxRow& row);

/// What a queued or sent mail was; of one with a code or password not its body.
struct MailSummary {
  std::string template_name; ///< of outbound::MailTemplate
  std::string subject;
  std::string body;
  std::string to_name;
  bool secret = false;
};
MailSummary summarize_mail(const World& world, const std::string& payload, const std::string& destination);

/// Config `[mail]` as the client wants it.
outbound::SmtpSettings smtp_settings(const core::Config& config);
outbound::MailSignature mail_signature(const core::Config& config);

/// Names as mails and papers list them.
std::string list_names(const std::vector<std::string>& names, core::Language language);

} // namespace usecases
