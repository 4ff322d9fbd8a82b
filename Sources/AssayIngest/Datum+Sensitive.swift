import Records

extension Datum {
  /// The places of everything below that the input marks as sensitive, outermost first.
  ///
  /// Readers of excerpts need them: a line that is shown for one value may hold another.
  var sensitivePlaces: [Origin] {
    if isSensitive { return [origin] }
    switch content {
    case .list(let elements): return elements.flatMap(\.sensitivePlaces)
    case .map(let entries): return entries.flatMap(\.value.sensitivePlaces)
    case .scalar, .link, .unknown: return []
    }
  }
}
