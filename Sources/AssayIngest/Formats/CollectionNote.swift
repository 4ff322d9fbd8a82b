import Documents

/// What `integrations/collect` leaves in the place of an answer that it did not get, and its record at
/// the end: `{"AssayCollection": {"call": …, "at": …, "notCollected": …}}`.
///
/// A note stands at the path of the answer, so what an earlier run read there is neither fixed nor gone.
enum CollectionNote {
  static func isOne(_ root: Node) -> Bool { root["AssayCollection"]?.pairs != nil }

  /// One message for a call that was not answered; none for the record of a whole collection.
  static func diagnostics(in document: Document) -> [Diagnostic] {
    guard let note = document.root["AssayCollection"], let reason = note["notCollected"] else {
      return []
    }
    return [
      IngestDiagnostics.notCollected(
        note["call"]?.text, reason: reason.text, at: reason, in: document.file)
    ]
  }
}
