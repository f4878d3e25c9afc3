using Kilter.Preparation;

namespace Kilter.Tests.Preparation;

public sealed class LabelShiftTests
{
    [Theory]
    [InlineData("0000100", -2, "0:0 1:0 2:1 3:1 5:0 6:0")]
    public void S4_E1_two_rows_before_a_break_are_labelled_and_the_break_goes(string events, int shift, string kept) => Assert.Equal(kept, Shifted(events, shift));

    [Theory]
    [InlineData("00010100", -2, "0:0 1:1 2:1 4:1 6:0 7:0")]
    [InlineData("001100", -2, "0:1 1:1 4:0 5:0")]
    public void S4_E2_breaks_close_to_each_other_share_rows(string events, int shift, string kept) => Assert.Equal(kept, Shifted(events, shift));

    [Theory]
    [InlineData("1000", -2, "1:0 2:0 3:0")]
    [InlineData("01000", 2, "0:0 2:1 3:1 4:0")]
    [InlineData("00001", -3, "0:0 1:1 2:1 3:1")]
    [InlineData("00010", -1, "0:0 1:0 2:1 4:0")]
    [InlineData("00010", 0, "0:0 1:0 2:0 4:0")]
    public void S4_E3_labels_fall_off_the_ends_and_no_shift_labels_nothing(string events, int shift, string kept) => Assert.Equal(kept, Shifted(events, shift));

    [Theory]
    [InlineData(-4)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(3)]
    public void It_agrees_with_adding_the_column_to_itself_moved_by_one_row(int shift)
    {
        var events = Enumerable.Range(0, 200).Select(i => (i * i) % 23 == 2).ToArray();
        var sums = events.Select(e => e ? 1 : 0).ToArray();
        for (var i = 0; i < Math.Abs(shift); i++)
        {
            var moved = sums.Select((_, row) => row - Math.Sign(shift) is >= 0 and < 200 and var from ? sums[from] : 0).ToArray();
            sums = [.. sums.Zip(moved, (a, b) => a + b)];
        }

        var shifted = LabelShift.Of(events, shift);

        Assert.Equal(Enumerable.Range(0, 200).Where(row => !events[row]), shifted.Rows);
        Assert.Equal(shifted.Rows.Select(row => sums[row] > 0), shifted.Labels);
    }

    private static string Shifted(string events, int shift)
    {
        var shifted = LabelShift.Of([.. events.Select(e => e == '1')], shift);
        return string.Join(' ', shifted.Rows.Zip(shifted.Labels, (row, label) => $"{row}:{(label ? 1 : 0)}"));
    }
}
