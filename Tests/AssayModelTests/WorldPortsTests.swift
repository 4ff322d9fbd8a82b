import AssayModel
import Testing

/// The ports that ordered rules open, against asking each port.
@Suite struct WorldPortsTests {
  @Test func `each port is decided by the first rule that has it`() {
    var state: UInt64 = 7
    func next(_ bound: Int64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64((state >> 33) % UInt64(bound))
    }
    for _ in 0..<300 {
      let lists = (0..<next(3)).map { _ in
        (0..<next(6)).map { _ in
          let from = next(30)
          return WorldPorts.Rule(allows: next(2) == 0, ports: from...(from + next(12)))
        }
      }
      let ranges = WorldPorts(lists).ranges
      for port in Int64(0)..<45 {
        let isOpen = lists.contains { rules in
          rules.first { $0.ports.contains(port) }?.allows == true
        }
        #expect(ranges.contains { $0.contains(port) } == isOpen)
      }
      #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound + 1 < $1.lowerBound })
    }
  }
}
