/** The provider's function that finds the newest platform whose name matches. */
export const GET_PLATFORM = "aws:elasticbeanstalk/getSolutionStack:getSolutionStack";
