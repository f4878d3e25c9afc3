namespace Kilter.Numerics.Signal;

/// <summary>Which part of a convolution of n with m values is wanted.</summary>
public enum ConvolutionPart
{
    /// <summary>Everything: n + m − 1 values, from where the two first touch to where they last do.</summary>
    Full,

    /// <summary>The n values in the middle, as many as the first operand has: those from (m − 1)/2 on, rounded down.</summary>
    Same,

    /// <summary>Only where the shorter lies wholly within the longer: |n − m| + 1 values.</summary>
    Valid,
}
