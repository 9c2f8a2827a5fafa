#include "portal/actor.h"
#include "portal/case_dtos.h"
#include "portal/cases_api.h"
#include "usecases/application.h"
#include "usecases/questions.h"

namespace portal {
namespace {

using http::Call;
using http::Reply;
using http::Role;
using usecases::World;

struct QuestionRequest {
  std::string text;
  std::string made_from;
  bool wants_document = false;
  static constexpr std::array rules{http::Rule{.field = "text", .min_length = 1, .max_length = 4000, .multiline = true},
                                    http::Rule{.field = "made_from", .max_length = 60, .has_default = true},
                                    http::Rule{.field = "wants_document", .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(QuestionRequest, (), (text, made_from, wants_document))
struct AnswerRequest {
  std::string text;
  static constexpr std::array rules{http::Rule{.field = "text", .min_length = 1, .max_length = 4000, .multiline = true}};
};
BOOST_DESCRIBE_STRUCT(AnswerRequest, (), (text))

core::Result<Reply<http::Page<QuestionTemplateDto>>> list_question_templates(World& world, const Call<>& call) {
  http::Page<QuestionTemplateDto> page;
  for (const auto& item : TRY(usecases::list_question_templates(world, TRY(call.id<storage::CaseId>()))))
    page.items.push_back({item.key, item.title, item.text, item.wants_document});
  return page;
}

usecases::NewQuestion question_of(const storage::CaseId& id, const QuestionRequest& body) {
  return {id, body.made_from, body.text, body.wants_document};
}

core::Result<Reply<MailPreview>> preview_question(World& world, const Call<QuestionRequest>& call) {
  const auto mail = TRY(usecases::preview_question(world, question_of(TRY(call.id<storage::CaseId>()), call.body)));
  return MailPreview{mail.subject, mail.body};
}

core::Result<Reply<CaseDetail>> ask_question(World& world, const Call<QuestionRequest>& call) {
  const auto id = TRY(call.id<storage::CaseId>());
  TRY(usecases::ask_question(world, actor_of(call), question_of(id, call.body)));
  return show_case(world, call, id);
}

core::Result<Reply<CaseDetail>> cancel_question(World& world, const Call<>& call) {
  return show_case(world, call, TRY(usecases::cancel_question(world, actor_of(call), TRY(call.id<storage::QuestionId>()))));
}

core::Result<Reply<CaseDetail>> acknowledge_answer(World& world, const Call<>& call) {
  return show_case(world, call, TRY(usecases::acknowledge_answer(world, actor_of(call), TRY(call.id<storage::QuestionId>()))));
}

core::Result<Reply<usecases::Application>> answer_question(World& world, const Call<AnswerRequest>& call) {
  const auto application = TRY(usecases::answer_question(world, actor_of(call), TRY(call.id<storage::QuestionId>()), call.body.text));
  return TRY(usecases::view_application(world, actor_of(call), application));
}

constexpr auto specialists = http::allow::staff(Role::specialist);

} // namespace

std::vector<http::Endpoint> question_endpoints(World& world) {
  using enum http::Method;
  const auto desk = http::on::desk;
  return {
      http::endpoint({.id = "listQuestionTemplates",
                      .method = get,
                      .path = "/cases/{id}/question-templates",
                      .summary = "List texts to ask the applicant with",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &list_question_templates),
      http::endpoint({.id = "previewQuestion",
                      .method = post,
                      .path = "/cases/{id}/question-previews",
                      .summary = "Show the mail that a question would send",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &preview_question),
      http::endpoint({.id = "askQuestion",
                      .method = post,
                      .path = "/cases/{id}/questions",
                      .summary = "Ask the applicant; the case waits for the answer",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases",
                      .status = 201,
                      .creates = true},
                     world, &ask_question),
      http::endpoint({.id = "cancelQuestion",
                      .method = post,
                      .path = "/questions/{id}/cancellations",
                      .summary = "Withdraw a question",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &cancel_question),
      http::endpoint({.id = "acknowledgeAnswer",
                      .method = post,
                      .path = "/questions/{id}/acknowledgements",
                      .summary = "Take note of an answer",
                      .permission = specialists,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &acknowledge_answer),
      http::endpoint({.id = "answerQuestion",
                      .method = post,
                      .path = "/questions/{id}/answers",
                      .summary = "Answer a question of the vetting desk",
                      .permission = http::allow::applicant,
                      .listeners = http::on::public_site,
                      .tag = "applications",
                      .body_limit = 64 * 1024,
                      .rate = {.burst = 30, .per_minute = 10}},
                     world, &answer_question),
  };
}

} // namespace portal
