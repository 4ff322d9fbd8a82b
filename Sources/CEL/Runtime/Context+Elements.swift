package import Records

extension Context {
  /// The elements of a list that a program gave, for callers that ask something of each.
  ///
  /// Nil when the value is no list. Unknown ones name the places that they come from.
  package func elements(of value: Value) -> [Value]? {
    guard let view = ListView(value, source) else { return nil }
    return (0..<view.count).map { index in
      let element = view[index]
      guard case .unknown(let set) = element else { return element }
      var paths = RecordPaths(self)
      return .unknown(set.withPaths { paths.path(of: $0) })
    }
  }

  /// Where an element of a stored list stands in its document; nil when nobody said.
  package func origin(of element: Value, at index: Int, of list: Value) -> Origin? {
    guard case .storedList(let block, _) = list else { return nil }
    let store = source.store
    if let origin = store.origin(store.slot(block, index)) { return origin }
    guard case .record(let record) = element else { return nil }
    return store.origin(record)
  }
}
