#pragma once

#include "http/dto.h"
#include "usecases/calls.h"
#include "usecases/phone_book.h"

#include <array>
#include <string>
#include <vector>

namespace portal {

struct CallAnswerDto {
  std::string question;
  std::string answer;
  static constexpr std::array rules{http::Rule{.field = "question", .min_length = 1, .max_length = 300},
                                    http::Rule{.field = "answer", .one_of = "yes|no"}};
  static std::string dto_name() { return "CallAnswer"; }
};
BOOST_DESCRIBE_STRUCT(CallAnswerDto, (), (question, answer))

struct ScriptLine {
  std::string question;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(ScriptLine, (), (question, text))

struct CallContact {
  std::string role;
  std::string name;
  std::string kana;
  std::string department;
  std::string title;
  std::string phone;
};
BOOST_DESCRIBE_STRUCT(CallContact, (), (role, name, kana, department, title, phone))

struct CallAdditionDto {
  std::string text;
  std::string added_by_name;
  core::Instant added_at{};
  static std::string dto_name() { return "CallAddition"; }
};
BOOST_DESCRIBE_STRUCT(CallAdditionDto, (), (text, added_by_name, added_at))

struct CallDto {
  std::string id;
  std::string case_id;
  std::string application_number;
  std::string organization_name;
  std::string step;
  std::optional<std::string> also_step;
  std::optional<CallContact> contact;
  std::string status;
  std::optional<core::Instant> scheduled_at;
  core::Instant due_at{};
  bool overdue = false;
  std::int64_t unanswered = 0;
  std::string language;
  std::string number;
  std::string number_shown; ///< as the phone book writes it
  std::string extension;
  std::string number_source;
  std::string outcome;
  std::string reached_name;
  std::string reached_department;
  std::string stated_title;
  std::vector<CallAnswerDto> answers;
  std::string reception;
  std::string greeting;
  std::vector<ScriptLine> script;
  std::string closing;
  std::string note;
  std::string advice;
  std::optional<std::string> called_by;
  std::optional<std::string> called_by_name;
  std::optional<core::Instant> called_at;
  std::vector<CallAdditionDto> additions;
  static std::string dto_name() { return "Call"; }
};
BOOST_DESCRIBE_STRUCT(CallDto, (),
                      (id, case_id, application_number, organization_name, step, also_step, contact, status, scheduled_at, due_at, overdue,
                       unanswered, language, number, number_shown, extension, number_source, outcome, reached_name, reached_department,
                       stated_title, answers, reception, greeting, script, closing, note, advice, called_by, called_by_name, called_at,
                       additions))
/// Without what only its sheet shows.
CallDto to_dto(const storage::CallRow& row);
CallDto to_dto(const usecases::CallView& view);

struct PhoneNumberDto {
  std::string id;
  std::string number;
  std::string shown;
  std::string extension;
  std::string source;
  std::string evidence;
  std::string found_by_name;
  core::Instant found_at{};
  bool dialable = false;
  std::optional<core::Instant> withdrawn_at;
  std::string withdrawn_by_name;
  std::string withdrawal_reason;
  static std::string dto_name() { return "PhoneNumber"; }
};
BOOST_DESCRIBE_STRUCT(PhoneNumberDto, (),
                      (id, number, shown, extension, source, evidence, found_by_name, found_at, dialable, withdrawn_at, withdrawn_by_name,
                       withdrawal_reason))
struct ClaimedNumberDto {
  std::string number;
  std::string shown;
  std::vector<std::string> whose;
  bool confirmed = false;
  static std::string dto_name() { return "ClaimedNumber"; }
};
BOOST_DESCRIBE_STRUCT(ClaimedNumberDto, (), (number, shown, whose, confirmed))
struct PhoneBookDto {
  std::vector<PhoneNumberDto> numbers;
  std::vector<ClaimedNumberDto> claimed;
  std::vector<std::string> unreachable;
  static std::string dto_name() { return "PhoneBook"; }
};
BOOST_DESCRIBE_STRUCT(PhoneBookDto, (), (numbers, claimed, unreachable))
PhoneBookDto to_dto(const usecases::PhoneBook& book);

} // namespace portal
