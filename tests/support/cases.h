#pragma once

#include "storage/cases.h"
#include "support/story.h"

#include <functional>
#include <string>
#include <vector>

namespace support {

/// An application in vetting on a site without a register: its case, as the desk sees it.
struct InVetting {
  Applying applying;
  std::string case_id;
  std::string application_path(const std::string& more = {}) const { return Site::api("/applications/" + applying.application_id + more); }
  std::string case_path(const std::string& more = {}) const { return Site::api("/cases/" + case_id + more); }
};
InVetting submitted_case(Site& site);
/// Puts the case and its application into these states, as if the desk had.
void put_states(Site& site, const InVetting& made, const std::string& case_status, const std::string& application_status);
/// The applicant is awaited from now on; and no more.
void await_applicant(Site& site, const InVetting& made);
void resume(Site& site, const InVetting& made);

/// The mails about an object that were queued, without those with a secret; the oldest first.
struct QueuedMail {
  std::string to;
  std::string subject;
  std::string body;
};
std::vector<QueuedMail> queued_mails(Site& site, const std::string& object);
/// Those whose subject has the words.
std::vector<QueuedMail> queued_about(Site& site, const std::string& object, const std::string& words);

} // namespace support
