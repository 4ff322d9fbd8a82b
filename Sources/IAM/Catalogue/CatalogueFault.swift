/// What is wrong with a catalogue's file.
package struct CatalogueFault: Error, Equatable, CustomStringConvertible {
  /// In bytes from the start of the file.
  package let offset: Int
  /// Lower case, without a full stop, quotes nothing of the file.
  package let reason: String

  package var description: String { "\(reason) at byte \(offset)" }
}
