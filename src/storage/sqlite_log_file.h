#pragma once

namespace storage {

/// The name of a SQLite VFS, registered at the first call, that gathers what a commit appends to the write-ahead log and writes it in
/// one call at the commit's sync: SQLite itself makes two calls a page. Only for connections with `synchronous = FULL`, whose
/// commits always sync the log before other connections learn of them.
const char* gathering_vfs();

} // namespace storage
