using System.Text;

namespace Kilter.Reports.Svg;

/// <summary>Where text stands beside its place.</summary>
internal enum Anchor
{
    /// <summary>It begins there.</summary>
    Start,

    /// <summary>Its middle is there.</summary>
    Middle,

    /// <summary>It ends there.</summary>
    End,
}

/// <summary>Elements of an SVG file, in the order they are drawn. Colours and type come from classes, never from attributes.</summary>
internal sealed class SvgCanvas
{
    private readonly StringBuilder _text = new();

    /// <summary>Markup that is ready.</summary>
    public SvgCanvas Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>A path, unless it is empty.</summary>
    public void Path(string classes, SvgPath path, string attributes = "")
    {
        if (!path.IsEmpty)
        {
            _text.Append("<path class=\"").Append(classes).Append('"').Append(attributes).Append(" d=\"").Append(path).Append("\"/>\n");
        }
    }

    /// <summary>A line of text on its baseline.</summary>
    public void Text(string classes, double x, double y, string text, Anchor anchor = Anchor.Start)
    {
        if (text.Length == 0)
        {
            return;
        }

        _text.Append("<text class=\"").Append(classes).Append("\" x=\"").Append(SvgText.Number(x)).Append("\" y=\"").Append(SvgText.Number(y)).Append('"')
            .Append(anchor switch { Anchor.Middle => " text-anchor=\"middle\"", Anchor.End => " text-anchor=\"end\"", _ => "" })
            .Append('>').Append(SvgText.Escape(text)).Append("</text>\n");
    }

    /// <summary>Text in two colours on one line: the second follows the first.</summary>
    public void Heading(double x, double y, string strong, string quiet)
        => _text.Append("<text class=\"hd\" x=\"").Append(SvgText.Number(x)).Append("\" y=\"").Append(SvgText.Number(y)).Append("\">").Append(SvgText.Escape(strong))
            .Append(quiet.Length > 0 ? $"<tspan class=\"un\" dx=\"7\">{SvgText.Escape(quiet)}</tspan>" : "").Append("</text>\n");

    /// <summary>Opens an inner picture: what lies outside is not shown.</summary>
    public void OpenClip(double x, double y, double width, double height)
    {
        var (l, t, w, h) = (SvgText.Number(x), SvgText.Number(y), SvgText.Number(width), SvgText.Number(height));
        _text.Append($"<svg x=\"{l}\" y=\"{t}\" width=\"{w}\" height=\"{h}\" viewBox=\"{l} {t} {w} {h}\" overflow=\"hidden\">\n");
    }

    /// <summary>Closes it.</summary>
    public void CloseClip() => _text.Append("</svg>\n");

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
