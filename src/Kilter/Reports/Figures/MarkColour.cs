namespace Kilter.Reports.Figures;

/// <summary>What a mark stands for. A colour has one meaning on all pages; see the palette in <c>report.css</c>.</summary>
public enum MarkColour
{
    /// <summary>Blue: what was measured, and the curve a figure is about.</summary>
    Seen,

    /// <summary>Grey-blue: what was expected, rebuilt or counted.</summary>
    Expected,

    /// <summary>Orange: what left normal. For nothing else.</summary>
    Event,

    /// <summary>Green: what is known to be normal, or within budget.</summary>
    Normal,

    /// <summary>Purple: what people labelled.</summary>
    Label,

    /// <summary>Ochre: what is doubtful.</summary>
    Doubt,

    /// <summary>Ink: limits and fitted curves.</summary>
    Limit,

    /// <summary>Grey: what is only there to compare with, such as a diagonal.</summary>
    Quiet,
}
