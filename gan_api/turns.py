"""Whose turn it is: drawings in by their owners, out in rounds of one an owner, those of one size together."""

from collections import Counter, OrderedDict

from gan_api.drawing import Drawing, Owner


class Turns:
    """A queue that is fair between owners, however much one of them asks for. Not thread-safe."""

    def __init__(self) -> None:
        self._queues: OrderedDict[Owner, OrderedDict[Drawing, None]] = OrderedDict()  # by owner, next turn first
        self.of_size: Counter[int] = Counter()
        self._of_client: Counter[str] = Counter()

    def __len__(self) -> int:
        return self.of_size.total()

    def add(self, drawing: Drawing) -> None:
        """At the end of its owner's drawings; an owner that had none comes last."""
        self._queues.setdefault(drawing.owner, OrderedDict())[drawing] = None
        self.of_size[drawing.size] += 1
        self._of_client[drawing.owner[0]] += 1

    def remove(self, drawing: Drawing) -> bool:
        """Take a drawing out; says whether it was in. The owner's other drawings keep their turn."""
        queue = self._queues.get(drawing.owner, OrderedDict())
        if drawing not in queue:
            return False
        del queue[drawing]
        if not queue:
            del self._queues[drawing.owner]
        self.of_size[drawing.size] -= 1
        self._of_client[drawing.owner[0]] -= 1
        if not self._of_client[drawing.owner[0]]:
            del self._of_client[drawing.owner[0]]
        return True

    def one_too_many(self, client: str) -> Drawing | None:
        """The newest drawing of the client who has most, if one of `client` in its place leaves that one no worse."""
        greediest, most = max(self._of_client.items(), key=lambda item: item[1], default=("", 0))
        if most <= self._of_client[client] + 1:
            return None
        newest = [next(reversed(queue)) for owner, queue in self._queues.items() if owner[0] == greediest]
        return max(newest, key=lambda drawing: drawing.asked)

    def next_size(self) -> int:
        """The size of the drawing whose turn it is. Raises StopIteration where nothing waits."""
        return next(iter(next(iter(self._queues.values())))).size

    def oldest(self) -> float:
        """When the one who has waited longest asked. Raises ValueError where nothing waits."""
        return min(next(iter(queue)).asked for queue in self._queues.values())

    def take(self, size: int, most: int) -> list[Drawing]:
        """Up to `most` drawings of `size`, in rounds: one of each owner who has any, then a second one, and so on."""
        taken: list[Drawing] = []
        owners = list(self._queues)
        while owners and len(taken) < most:
            again = []
            for owner in owners:
                drawing = next((one for one in self._queues[owner] if one.size == size), None)
                if drawing is None:
                    continue
                self.remove(drawing)
                taken.append(drawing)
                if owner in self._queues:
                    self._queues.move_to_end(owner)
                    again.append(owner)
                if len(taken) == most:
                    break
            owners = again
        return taken
