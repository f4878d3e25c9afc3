using System.Text;

namespace Kilter.Reports.Svg;

/// <summary>The letters of one path. Places are rounded to tenths of a pixel before they are made relative, so that roundings never add up.</summary>
internal sealed class SvgPath
{
    private readonly StringBuilder _text = new();
    private long _x;
    private long _y;

    /// <summary>True when nothing was drawn.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Lifts the pen and sets it down.</summary>
    public SvgPath Move(double x, double y)
    {
        (_x, _y) = (Tenths(x), Tenths(y));
        return Letter('M').Add(_x).Next(_y);
    }

    /// <summary>Draws to a place; nothing when the pen is there already.</summary>
    public SvgPath Line(double x, double y)
    {
        var (toX, toY) = (Tenths(x), Tenths(y));
        var (dx, dy) = (toX - _x, toY - _y);
        (_x, _y) = (toX, toY);
        return (dx, dy) switch
        {
            (0, 0) => this,
            (_, 0) => Letter('h').Add(dx),
            (0, _) => Letter('v').Add(dy),
            _ => Letter('l').Add(dx).Next(dy),
        };
    }

    /// <summary>A dot: a line of no length, which a round cap makes a disc.</summary>
    public SvgPath Dot(double x, double y)
    {
        Move(x, y);
        _text.Append("h0");
        return this;
    }

    /// <summary>A rectangle.</summary>
    public SvgPath Box(double x, double y, double width, double height)
        => Move(x, y).Line(x + width, y).Line(x + width, y + height).Line(x, y + height).Close();

    /// <summary>A ring around a place.</summary>
    public SvgPath Ring(double x, double y, double radius)
    {
        Move(x - radius, y);
        var (r, d) = (SvgText.Number(radius), SvgText.Number(2 * radius));
        _text.Append('a').Append(r).Append(' ').Append(r).Append(" 0 1 0 ").Append(d).Append(" 0a").Append(r).Append(' ').Append(r).Append(" 0 1 0 -").Append(d).Append(" 0");
        return this;
    }

    /// <summary>Draws back to where the pen was set down.</summary>
    public SvgPath Close() => Letter('z');

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static long Tenths(double value) => (long)Math.Round(Math.Clamp(value, -100_000, 100_000) * 10);

    private SvgPath Letter(char letter)
    {
        _text.Append(letter);
        return this;
    }

    private SvgPath Add(long tenths)
    {
        _text.Append(SvgText.Tenths(tenths));
        return this;
    }

    // A minus sign parts two numbers by itself.
    private SvgPath Next(long tenths) => (tenths < 0 ? this : Letter(' ')).Add(tenths);
}
