#include "pki/extension_reader.h"

#include "pki/errors.h"

#include <algorithm>

namespace pki {

core::Result<std::vector<Extension>> read_extensions(der::Reader list, DefaultFalse explicit_false) {
  if (list.at_end()) return core::fail(errors::der_malformed, {}, "Extensions without an extension");
  std::vector<Extension> extensions;
  while (!list.at_end()) {
    auto reader = TRY(list.sequence());
    Extension extension{.oid = TRY(reader.oid()), .critical = false, .value = {}};
    if (reader.next_is(der::tag::boolean)) {
      extension.critical = TRY(reader.boolean());
      if (!extension.critical && explicit_false == DefaultFalse::refuse)
        return core::fail(errors::der_malformed, {}, "critical FALSE is written out");
    }
    extension.value = TRY(reader.octet_string());
    TRY(reader.finish());
    if (std::ranges::find(extensions, extension.oid, &Extension::oid) != extensions.end())
      return core::fail(errors::der_malformed, {}, "the extension " + extension.oid.to_string() + " occurs twice");
    extensions.push_back(extension);
  }
  return extensions;
}

} // namespace pki
