/** The provider's function that reads a parameter, for example the id of the newest image. */
export const GET_PARAMETER = "aws:ssm/getParameter:getParameter";
