#pragma once

#include "storage/database.h"

#include <string>
#include <vector>

/// What the ids in the audit log stand for, so that people can read it.
namespace storage {

/// Who acted.
struct ActorName {
  std::string kind;               ///< user | api_key | applicant | orderer | link_holder | system | visitor
  std::string name;               ///< of the person or key; of an applicant whoever got the access code; empty where nobody is known
  std::vector<std::string> roles; ///< of a user one; of a link's holder those in the affair
  std::string number;             ///< of the application, order or quote that the actor acts for
};
/// For any id that an event names as actor.
core::Result<ActorName> find_actor_name(Transaction& tx, const std::string& id);

/// What was acted on.
struct ObjectName {
  std::string kind;       ///< case | application | order | quote | call | validation | certificate | user | … | other
  std::string label;      ///< its number, or what people call it; the id where it has neither
  std::string shown_with; ///< the id of the case, order or certificate on whose page it is seen; may be empty
};
core::Result<ObjectName> find_object_name(Transaction& tx, const std::string& id);

/// The ids of whoever is called so, or has this in the mail address: users, keys, holders of links, applicants, orderers.
core::Result<std::vector<std::string>> find_actors(Transaction& tx, const std::string& words);
/// The ids of what has this number, with what belongs to it; the text itself is one, so that any id is found.
core::Result<std::vector<std::string>> find_objects(Transaction& tx, const std::string& number);

} // namespace storage
