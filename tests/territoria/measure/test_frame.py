import numpy as np

from territoria.measure.frame import Frame


def test_a_plain_frame_says_that_higher_is_better_and_knows_no_bounds():
    frame = Frame.plain(2)
    assert frame.indicators == ("indicator 1", "indicator 2")
    assert frame.direction.tolist() == [1.0, 1.0]
    assert np.isnan([frame.minimum, frame.maximum, frame.target]).all()
    assert dict(frame.groups) == {}


def test_a_plain_frame_takes_directions():
    assert Frame.plain(2, np.array([1.0, -1.0])).direction.tolist() == [1.0, -1.0]
