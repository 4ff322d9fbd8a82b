import AssayModel

/// The units of a snapshot by number and by id, while files are sorted into them.
struct UnitTable {
  private var units: [FleetSnapshot.Unit] = []
  private var numbers: [String: Int] = [:]

  /// In any order.
  var all: [FleetSnapshot.Unit] { numbers.values.map { units[$0] } }

  subscript(number: Int) -> FleetSnapshot.Unit {
    get { units[number] }
    _modify { yield &units[number] }
  }

  /// The number of the unit of an id, which is a new one where there was none.
  mutating func number(of id: String) -> Int {
    if let number = numbers[id] { return number }
    units.append(.init(id: id))
    numbers[id] = units.count - 1
    return units.count - 1
  }

  /// Takes a unit out.
  mutating func take(_ id: String) -> FleetSnapshot.Unit? {
    numbers.removeValue(forKey: id).map { units[$0] }
  }
}

extension UnitTable {
  /// The units of a folder of objects in the order of their names, as far as another folder of the same place
  /// had them.
  ///
  /// Folders of a place mostly have the same nodes: their ids are compared with names then, and neither made nor looked
  /// up.
  struct Order {
    /// By what is known of a place, the numbers of its units in the longest folder so far.
    private var known: [PathScope: [Int]] = [:]
    private var before: [Int] = []
    private var next = 0
    private var here: [Int] = []
    private var place = PathScope(account: nil, region: nil)

    /// Starts with a folder of a place.
    mutating func start(_ place: PathScope, count: Int) {
      self.place = place
      before = known[place] ?? []
      next = 0
      here.reserveCapacity(count)
    }

    mutating func add(_ unit: Int) { here.append(unit) }

    mutating func end() {
      if here.count > before.count { known[place] = here }
      here = []
    }

    /// The unit of a file's name, if it is the one that comes next; nil says nothing.
    mutating func unit(ofFile name: UnsafeRawBufferPointer, in table: UnitTable) -> Int? {
      guard name.count > 5, name.suffix(5).elementsEqual(".json".utf8) else { return nil }
      let node = UnsafeRawBufferPointer(rebasing: name.dropLast(5))
      while next < before.count {
        let id = table.units[before[next]].id
        if id.utf8.elementsEqual(node) {
          next += 1
          // Beyond ASCII, letters and the dot may be one character, and a percent sign begins what is encoded.
          let isPlain = node.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "%") }
          return isPlain ? before[next - 1] : nil
        }
        guard id.utf8.lexicographicallyPrecedes(node) else { return nil }
        next += 1
      }
      return nil
    }
  }
}
