import Documents

extension JSONWriter {
  /// A member that is a list of objects, one an item.
  mutating func list<Item>(
    _ key: String, _ items: some Sequence<Item>, _ write: (Item, inout JSONWriter) -> Void
  ) {
    self.key(key)
    array { json in
      for item in items { json.object { write(item, &$0) } }
    }
  }
}
