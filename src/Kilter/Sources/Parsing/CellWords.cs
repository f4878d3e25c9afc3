using System.Text;

namespace Kilter.Sources.Parsing;

/// <summary>Words that stand for numbers: true and false for 1 and 0, inf and infinity with or without a sign.</summary>
internal static class CellWords
{
    /// <summary>Reads such a word, without regard to case.</summary>
    public static bool TryRead(ReadOnlySpan<byte> cell, out double value)
    {
        if (Ascii.EqualsIgnoreCase(cell, "true"u8) || Ascii.EqualsIgnoreCase(cell, "false"u8))
        {
            value = (cell[0] | 0x20) == 't' ? 1 : 0;
            return true;
        }

        var sign = cell.Length > 0 && cell[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        value = sign == 1 && cell[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return Ascii.EqualsIgnoreCase(cell[sign..], "inf"u8) || Ascii.EqualsIgnoreCase(cell[sign..], "infinity"u8);
    }
}
