#pragma once

#include "outbound/mail_text.h"
#include "storage/case_file.h"
#include "usecases/world.h"

#include <string>
#include <vector>

/// Questions to the applicant: while one is open, the case waits and its time stands still (C10).
namespace usecases {

/// A text to begin with, filled with what the case knows, in the application's language. Texts about the register are offered only once
/// the register was looked at.
struct QuestionTemplate {
  std::string key;
  std::string title;
  std::string text;
  bool wants_document = false;
};
core::Result<std::vector<QuestionTemplate>> list_question_templates(World& world, const storage::CaseId& id);

struct NewQuestion {
  storage::CaseId case_id;
  std::string made_from; ///< the template's key, or empty
  std::string text;
  bool wants_document = false;
};
/// The mail as it would be sent; `question_placeholder` where the text has a blank left.
core::Result<outbound::MailText> preview_question(World& world, const NewQuestion& question);
/// Asks, mails, and lets the case wait.
core::Result<void> ask_question(World& world, const Actor& actor, const NewQuestion& question);

/// A specialist withdraws a question; returns its case. Work goes on where it was the last open one.
core::Result<storage::CaseId> cancel_question(World& world, const Actor& actor, const storage::QuestionId& id);
/// A specialist has read the answer; returns the case.
core::Result<storage::CaseId> acknowledge_answer(World& world, const Actor& actor, const storage::QuestionId& id);

/// The applicant answers; returns the application. Where a document is asked for, it must have been uploaded.
core::Result<storage::ApplicationId> answer_question(World& world, const Actor& actor, const storage::QuestionId& id,
                                                     const std::string& text);

/// Closes what is still open when a case ends.
core::Result<void> cancel_open_questions(storage::Transaction& tx, const storage::CaseId& id, const Actor& actor, core::Instant now);

} // namespace usecases
