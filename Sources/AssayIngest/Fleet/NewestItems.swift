/// Which items of inventory stand where several of one type tell of one node.
///
/// A bucket that was synchronised twice, or into another folder later, holds objects of one node under several
/// prefixes. What was taken last is so now; what does not tell when it was taken, such as an object that
/// cannot be read, may be that one too.
enum NewestItems {
  /// Those that were taken last, and those of which nobody knows; in their order.
  static func among(_ items: [InventoryItem]) -> [InventoryItem] {
    guard items.count > 1 else { return items }
    let times = items.map { $0.captureTime.flatMap(InventoryTime.instant) }
    let latest = times.compactMap(\.self).max()
    return zip(items, times).filter { $0.1 == nil || $0.1 == latest }.map(\.0)
  }
}
